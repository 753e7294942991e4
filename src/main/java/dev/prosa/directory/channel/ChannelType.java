package dev.prosa.directory.channel;

/** What a channel is connected to. */
public enum ChannelType {
    WEBCHAT,
    WHATSAPP_WABA,
    WHATSAPP_BAILEYS,
    GENERIC
}

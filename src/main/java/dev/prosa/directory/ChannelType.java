package dev.prosa.directory;

/** What a channel is connected to. */
enum ChannelType {
    WEBCHAT,
    WHATSAPP_WABA,
    WHATSAPP_BAILEYS,
    GENERIC
}

package dev.prosa.http;

/** The envelope of every successful answer that is not a list. */
public record Data<T>(T data) {}

package dev.prosa.architecture.wrong.dto;

/** Wrong: a package named after a technique. */
final class Thing {}

package dev.prosa.directory;

import java.io.Serializable;
import java.util.UUID;

/** The primary key of an entry of the directory: the institution comes first in every key. */
record DirectoryKey(UUID institution, UUID id) implements Serializable {}

package dev.prosa.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/** JSON that was made in the database and passes through untouched. */
public record JsonText(@JsonValue @JsonRawValue String value) {}

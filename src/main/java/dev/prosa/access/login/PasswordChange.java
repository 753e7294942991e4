package dev.prosa.access.login;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The current password and the one that is to replace it. */
record PasswordChange(String current, @JsonProperty("new") String replacement) {}

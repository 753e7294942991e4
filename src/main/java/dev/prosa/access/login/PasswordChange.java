package dev.prosa.access.login;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The password somebody has and the one they want. */
record PasswordChange(String current, @JsonProperty("new") String replacement) {}

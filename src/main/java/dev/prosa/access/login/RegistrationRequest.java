package dev.prosa.access.login;

import dev.prosa.directory.FieldFormats;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** An institution to make, and who is to be its ADMIN. */
record RegistrationRequest(
        @NotNull @Pattern(regexp = FieldFormats.NAME, message = FieldFormats.NAME_MESSAGE) String name,
        @NotNull @Pattern(regexp = FieldFormats.EMAIL, message = FieldFormats.EMAIL_MESSAGE) String email,
        @NotNull @Pattern(regexp = FieldFormats.PASSWORD, message = FieldFormats.PASSWORD_MESSAGE) String password,
        @NotNull @Pattern(regexp = FieldFormats.NAME, message = FieldFormats.NAME_MESSAGE) String institutionName) {}

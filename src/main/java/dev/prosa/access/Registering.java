package dev.prosa.access;

import dev.prosa.directory.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** An institution to make, and who is to be its ADMIN. */
record Registering(
        @NotNull @Pattern(regexp = Text.NAME, message = Text.NAME_MESSAGE) String name,
        @NotNull @Pattern(regexp = Text.EMAIL, message = Text.EMAIL_MESSAGE) String email,
        @NotNull @Pattern(regexp = Text.PASSWORD, message = Text.PASSWORD_MESSAGE) String password,
        @NotNull @Pattern(regexp = Text.NAME, message = Text.NAME_MESSAGE) String institutionName) {}

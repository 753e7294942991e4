package dev.prosa.access.login;

import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.CodePointLength;

/** Who somebody says to be. */
record LoginRequest(
        @NotNull @CodePointLength(max = 320) String email, @NotNull @CodePointLength(max = 1000) String password) {}

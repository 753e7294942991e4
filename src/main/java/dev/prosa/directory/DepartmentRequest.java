package dev.prosa.directory;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** A department to create, or what of one is to change: then what is absent or null stays. */
record DepartmentRequest(
        @NotNull(groups = Creation.Required.class)
                @Pattern(regexp = FieldFormats.NAME, message = FieldFormats.NAME_MESSAGE)
                String name) {}

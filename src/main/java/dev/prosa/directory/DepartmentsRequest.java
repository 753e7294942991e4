package dev.prosa.directory;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/** All departments an agent is to belong to. */
record DepartmentsRequest(@NotNull @Size(max = 1000) List<@NotNull UUID> departmentIds) {}

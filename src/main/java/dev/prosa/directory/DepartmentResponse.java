package dev.prosa.directory;

import java.time.Instant;
import java.util.UUID;

/** A department as it is shown. */
record DepartmentResponse(UUID id, String name, Instant createdAt) implements CreatedResponse.Identified {

    static DepartmentResponse of(Department department) {
        return new DepartmentResponse(department.id(), department.name(), department.createdAt());
    }
}

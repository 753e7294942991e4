package dev.prosa.directory;

import jakarta.validation.constraints.Pattern;
import java.util.HashMap;
import java.util.Map;

/** A department to make, or what of one is to change: then what is absent or null stays. */
record DepartmentRequest(@Pattern(regexp = FieldFormats.NAME, message = FieldFormats.NAME_MESSAGE) String name) {

    /** As {@code change_department} takes it. */
    Map<String, Object> change() {
        Map<String, Object> change = new HashMap<>();
        if (name != null) change.put("name", name);
        return change;
    }

    /** As {@code create_department} takes it. */
    Map<String, Object> creation() {
        return FieldFormats.required(change(), "name");
    }
}

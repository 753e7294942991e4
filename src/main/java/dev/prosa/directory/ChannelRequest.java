package dev.prosa.directory;

import com.fasterxml.jackson.annotation.JsonSetter;
import dev.prosa.problem.Phone;
import dev.prosa.problem.Refused;
import jakarta.validation.constraints.Pattern;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A channel to make, or what of one is to change: what is absent stays, a null department or phone goes. */
final class ChannelRequest {

    private final Map<String, Object> change = new LinkedHashMap<>();

    @Pattern(regexp = FieldFormats.NAME, message = FieldFormats.NAME_MESSAGE)
    private String name;

    @Pattern(regexp = Phone.FORM, message = Phone.MESSAGE)
    private String phone;

    @JsonSetter
    void setName(String name) {
        this.name = name;
        if (name != null) change.put("name", name);
    }

    @JsonSetter
    void setType(ChannelType type) {
        if (type != null) change.put("type", type);
    }

    /** @param department null: triage */
    @JsonSetter
    void setDepartmentId(UUID department) {
        change.put("departmentId", department);
    }

    @JsonSetter
    void setPhone(String phone) {
        this.phone = phone;
        change.put("phone", Phone.withoutPlus(phone));
    }

    /** As {@code change_channel} takes it. */
    Map<String, Object> change() {
        return change;
    }

    /**
     * As {@code create_channel} takes it.
     *
     * @throws Refused naming what is missing
     */
    Map<String, Object> creation() {
        return FieldFormats.required(change, "name", "type");
    }
}

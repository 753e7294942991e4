package dev.prosa.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Conditions on a list.
 *
 * @param hql on the entry {@code e}, each after an {@code and}, with named parameters
 */
public record ListFilter(String hql, Map<String, Object> parameters) {

    public static final ListFilter NONE = new ListFilter("", Map.of());

    public ListFilter and(String condition, String parameter, Object value) {
        return new ListFilter(hql + " and " + condition, parameters).with(parameter, value);
    }

    public ListFilter with(String parameter, Object value) {
        Map<String, Object> all = new TreeMap<>(parameters);
        all.put(parameter, value);
        return new ListFilter(hql, all);
    }

    /** What makes a query with this filter that query. */
    String fingerprint() {
        List<String> parts = new ArrayList<>(List.of(hql));
        parameters.forEach((name, value) -> parts.add(name + "=" + value));
        return String.join("\n", parts);
    }
}

package dev.prosa.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Conditions on a list, as SQL on the row {@code e} with named parameters. */
record Filter(String conditions, Map<String, Object> parameters) {

    static final Filter NONE = new Filter("", Map.of());

    /**
     * @param search in the name or the phone; null: any
     * @param tags all of which a contact has; separated by commas, too
     */
    static Filter ofContacts(String search, List<String> tags) {
        Filter filter = NONE;
        if (search != null && !search.isBlank()) filter = filter.search(search.strip());
        for (String tag : separate(tags)) filter = filter.tag(tag);
        return filter;
    }

    private static List<String> separate(List<String> tags) {
        return tags.stream()
                .flatMap(t -> List.of(t.split(",")).stream())
                .map(String::strip)
                .filter(t -> !t.isEmpty())
                .toList();
    }

    private Filter search(String text) {
        return and(
                "(strpos(lower(e.name), lower(:search)) > 0 or strpos(e.phone, ltrim(:search, '+')) > 0)",
                "search",
                text);
    }

    private Filter tag(String tag) {
        String parameter = "tag" + parameters.size();
        return and("e.tags @> array[cast(:" + parameter + " as text)]", parameter, tag);
    }

    Filter and(String condition, String parameter, Object value) {
        Map<String, Object> all = new TreeMap<>(parameters);
        all.put(parameter, value);
        return new Filter(conditions + " and " + condition, all);
    }

    /** What makes a query with this filter that query. */
    String fingerprint() {
        List<String> parts = new ArrayList<>(List.of(conditions));
        parameters.forEach((name, value) -> parts.add(name + "=" + value));
        return String.join("\n", parts);
    }
}

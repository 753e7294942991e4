package dev.prosa.directory;

import dev.prosa.problem.Phone;
import dev.prosa.problem.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Conditions on a list, as SQL on the row {@code e} with named parameters. */
record ListFilter(String conditions, Map<String, Object> parameters) {

    static final ListFilter NONE = new ListFilter("", Map.of());

    private static final String IN_NAME = "strpos(lower(e.name), lower(:search)) > 0";
    private static final int LONGEST = 255;

    /**
     * @param search in the name or the phone, up to 255 characters; null: any
     * @param tags all of which a contact has; separated by commas, too
     * @throws Refused if the search is too long
     */
    static ListFilter ofContacts(String search, List<String> tags) {
        if (search != null && search.codePointCount(0, search.length()) > LONGEST)
            throw Refused.field("search", "must be at most " + LONGEST + " characters");
        ListFilter filter = NONE;
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

    private ListFilter search(String text) {
        String phone = Phone.withoutPlus(text);
        return phone.isEmpty()
                ? and(IN_NAME, "search", text)
                : and("(" + IN_NAME + " or strpos(e.phone, :phone) > 0)", "search", text)
                        .with("phone", phone);
    }

    private ListFilter tag(String tag) {
        String parameter = "tag" + parameters.size();
        return and("e.tags @> array[cast(:" + parameter + " as text)]", parameter, tag);
    }

    ListFilter and(String condition, String parameter, Object value) {
        return new ListFilter(conditions + " and " + condition, parameters).with(parameter, value);
    }

    private ListFilter with(String parameter, Object value) {
        Map<String, Object> all = new TreeMap<>(parameters);
        all.put(parameter, value);
        return new ListFilter(conditions, all);
    }

    /** What makes a query with this filter that query. */
    String fingerprint() {
        List<String> parts = new ArrayList<>(List.of(conditions));
        parameters.forEach((name, value) -> parts.add(name + "=" + value));
        return String.join("\n", parts);
    }
}

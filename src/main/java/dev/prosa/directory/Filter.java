package dev.prosa.directory;

import dev.prosa.platform.Phone;
import dev.prosa.platform.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Conditions on a list, as SQL on the row {@code e} with named parameters. */
record Filter(String conditions, Map<String, Object> parameters) {

    static final Filter NONE = new Filter("", Map.of());

    private static final String IN_NAME = "strpos(lower(e.name), lower(:search)) > 0";
    private static final int LONGEST = 255;

    /**
     * @param search in the name or the phone, up to 255 characters; null: any
     * @param tags all of which a contact has; separated by commas, too
     * @throws Refused if the search is too long
     */
    static Filter ofContacts(String search, List<String> tags) {
        if (search != null && search.codePointCount(0, search.length()) > LONGEST)
            throw Refused.field("search", "must be at most " + LONGEST + " characters");
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
        String phone = Phone.withoutPlus(text);
        return phone.isEmpty()
                ? and(IN_NAME, "search", text)
                : and("(" + IN_NAME + " or strpos(e.phone, :phone) > 0)", "search", text)
                        .with("phone", phone);
    }

    private Filter tag(String tag) {
        String parameter = "tag" + parameters.size();
        return and("e.tags @> array[cast(:" + parameter + " as text)]", parameter, tag);
    }

    Filter and(String condition, String parameter, Object value) {
        return new Filter(conditions + " and " + condition, parameters).with(parameter, value);
    }

    private Filter with(String parameter, Object value) {
        Map<String, Object> all = new TreeMap<>(parameters);
        all.put(parameter, value);
        return new Filter(conditions, all);
    }

    /** What makes a query with this filter that query. */
    String fingerprint() {
        List<String> parts = new ArrayList<>(List.of(conditions));
        parameters.forEach((name, value) -> parts.add(name + "=" + value));
        return String.join("\n", parts);
    }
}

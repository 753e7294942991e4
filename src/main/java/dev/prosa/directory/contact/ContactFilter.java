package dev.prosa.directory.contact;

import dev.prosa.directory.ListFilter;
import dev.prosa.problem.Phone;
import dev.prosa.problem.Refused;
import java.util.List;

/** Which contacts a list shows. */
public final class ContactFilter {

    private static final String IN_NAME = "locate(lower(:search), lower(e.name)) > 0";
    private static final int MAX_SEARCH = 255;

    private ContactFilter() {}

    /**
     * @param search in the name or the phone, up to 255 characters; null: any
     * @param tags all of which a contact has; separated by commas, too
     * @throws Refused if the search is too long
     */
    public static ListFilter of(String search, List<String> tags) {
        if (search != null && search.codePointCount(0, search.length()) > MAX_SEARCH)
            throw Refused.field("search", "must be at most " + MAX_SEARCH + " characters");
        ListFilter filter = ListFilter.NONE;
        if (search != null && !search.isBlank()) filter = withSearch(filter, search.strip());
        for (String tag : separate(tags)) filter = withTag(filter, tag);
        return filter;
    }

    private static List<String> separate(List<String> tags) {
        return tags.stream()
                .flatMap(t -> List.of(t.split(",")).stream())
                .map(String::strip)
                .filter(t -> !t.isEmpty())
                .toList();
    }

    private static ListFilter withSearch(ListFilter filter, String text) {
        String phone = Phone.withoutPlus(text);
        return phone.isEmpty()
                ? filter.and(IN_NAME, "search", text)
                : filter.and("(" + IN_NAME + " or locate(:phone, e.phone) > 0)", "search", text)
                        .with("phone", phone);
    }

    private static ListFilter withTag(ListFilter filter, String tag) {
        String parameter = "tag" + filter.parameters().size();
        return filter.and("array_position(e.tags, :" + parameter + ") > 0", parameter, tag);
    }
}

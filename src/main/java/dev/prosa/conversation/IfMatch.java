package dev.prosa.conversation;

import dev.prosa.problem.Refused;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The versions of a conversation that a command is meant for (RFC 9110, 13.1.1).
 *
 * @param etags strong entity tags, such as {@code "7"}; null: whatever version it has
 */
public record IfMatch(Set<String> etags) {

    private static final Pattern LIST = Pattern.compile("\\s*(W/)?\"[^\"]*\"(\\s*,\\s*(W/)?\"[^\"]*\")*\\s*");

    /** @throws Refused unless the header is absent, {@code *} or a list of entity tags */
    static IfMatch of(String header) {
        if (header == null || header.strip().equals("*")) return new IfMatch(null);
        if (!LIST.matcher(header).matches()) throw Refused.field("If-Match", "must be * or entity tags in quotes");
        return new IfMatch(Arrays.stream(header.split(",")).map(String::strip).collect(Collectors.toSet()));
    }

    public static String etag(long version) {
        return "\"" + version + "\"";
    }

    /** A weak tag matches nothing: a command needs the very version. */
    void check(long version) {
        if (etags != null && !etags.contains(etag(version))) throw ConversationProblems.PRECONDITION_FAILED.refused();
    }
}

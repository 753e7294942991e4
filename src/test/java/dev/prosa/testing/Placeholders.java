package dev.prosa.testing;

import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names in braces in a text: {@code {x5}} is five letters, {@code {smile5}} five characters of two UTF-16 units each, and
 * any other name is what the test says.
 */
public final class Placeholders {

    private static final Pattern NAME = Pattern.compile("\\{([a-zA-Z]+)(\\d*)}");

    private Placeholders() {}

    /** @param values of the names; null leaves one as it stands */
    public static String fill(String text, UnaryOperator<String> values) {
        return NAME.matcher(text).replaceAll(name -> Matcher.quoteReplacement(valueOf(name, values)));
    }

    private static String valueOf(MatchResult name, UnaryOperator<String> values) {
        if (!name.group(2).isEmpty()) return repeated(name.group(1), Integer.parseInt(name.group(2)));
        String value = values.apply(name.group(1));
        return value == null ? name.group() : value;
    }

    private static String repeated(String what, int times) {
        return (what.equals("smile") ? "\ud83d\ude00" : what).repeat(times);
    }
}

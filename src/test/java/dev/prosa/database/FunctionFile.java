package dev.prosa.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A repeatable migration: the SQL of one function. */
record FunctionFile(String name, String text) {

    private static final Path FUNCTIONS = Path.of("src/main/resources/db/functions");
    private static final Pattern DEFINED = Pattern.compile("create or replace (?:function|aggregate) (\\w+)");
    private static final Pattern BODY = Pattern.compile("as \\$\\$(.*?)\\$\\$", Pattern.DOTALL);
    private static final Pattern CTE = Pattern.compile("(?:with|,)\\s+(\\w+) as (?:materialized )?\\(");
    private static final String NO_ALIAS =
            "(?!(?:where|on|set|order|join|left|cross|for|group|limit|select|values)\\b)";

    static List<FunctionFile> all() {
        try (var files = Files.walk(FUNCTIONS)) {
            return files.filter(Files::isRegularFile).map(FunctionFile::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FunctionFile of(Path file) {
        try {
            String name = file.getFileName().toString().replaceFirst("^R__(.*)\\.sql$", "$1");
            return new FunctionFile(name, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> defined() {
        return DEFINED.matcher(text).results().map(match -> match.group(1)).toList();
    }

    long lines() {
        return text.lines().count();
    }

    boolean isAggregate() {
        return text.contains("create or replace aggregate");
    }

    /** What is between the dollar quotes, without comments and literals; empty where there is no such body. */
    String body() {
        var body = BODY.matcher(text);
        return body.find() ? body.group(1).replaceAll("--[^\\n]*", "").replaceAll("'[^']*'", "''") : "";
    }

    /** The statements' uses of these tables that do not name the institution: {@code function: from table alias}. */
    List<String> usesWithoutInstitution(Set<String> tables) {
        String body = body();
        Set<String> named = new HashSet<>();
        CTE.matcher(body).results().forEach(cte -> named.add(cte.group(1)));
        List<String> without = new ArrayList<>();
        for (MatchResult use : uses(tables).matcher(body).results().toList())
            if (!named.contains(use.group(2)) && !namesInstitution(use, body))
                without.add(name + ": " + use.group().replaceAll("\\s+", " ").strip());
        return without;
    }

    private static Pattern uses(Set<String> tables) {
        return Pattern.compile("\\b(from|join|update|insert into)\\s+(" + String.join("|", tables) + ")\\b(?!\\()"
                + "(?:\\s+(?:as\\s+)?" + NO_ALIAS + "(\\w+))?");
    }

    private static boolean namesInstitution(MatchResult use, String body) {
        String alias = use.group(3) == null ? use.group(2) : use.group(3);
        String named = use.group(1).equals("insert into")
                ? "insert into " + use.group(2) + "(?: as \\w+)? \\(\\s*institution_id\\b"
                : "\\b" + alias + "\\.institution_id\\b";
        return Pattern.compile(named).matcher(body).find();
    }
}

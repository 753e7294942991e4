package dev.prosa.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a node says of itself at one moment, as Prometheus reads it. */
public record Scrape(String text) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern TYPE = Pattern.compile("^# TYPE (\\w+) (\\w+)$", Pattern.MULTILINE);
    private static final Pattern SAMPLE =
            Pattern.compile("^(\\w+?)(_bucket|_count|_sum)?(?:\\{(.*)})? ([^ ]+)$", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

    /** The measures of one name. */
    public record Family(String type, Set<String> labels) {}

    public static Scrape of(URI node) {
        HttpRequest request = HttpRequest.newBuilder(node.resolve("/q/metrics")).build();
        try {
            return new Scrape(
                    HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public Map<String, Family> families() {
        Map<String, Family> families = new TreeMap<>();
        TYPE.matcher(text)
                .results()
                .forEach(type -> families.put(name(type), new Family(type.group(2), labels(type.group(1)))));
        return families;
    }

    private static String name(MatchResult type) {
        boolean isCounter = type.group(2).equals("counter") && !type.group(1).endsWith("_total");
        return isCounter ? type.group(1) + "_total" : type.group(1);
    }

    private Set<String> labels(String family) {
        Set<String> labels = samples()
                .filter(sample -> sample.group(1).replaceFirst("_total$", "").equals(family))
                .flatMap(
                        sample -> LABEL.matcher(String.valueOf(sample.group(3))).results())
                .map(label -> label.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        labels.remove("le");
        return labels;
    }

    private Stream<MatchResult> samples() {
        return SAMPLE.matcher(text).results().filter(sample -> !sample.group().startsWith("#"));
    }

    /** The sum of the samples of this name that have all these labels, written {@code name="value"}. */
    public double value(String name, String... labels) {
        return samples()
                .filter(sample -> name.equals(sample.group(1) + (sample.group(2) == null ? "" : sample.group(2))))
                .filter(sample -> Set.of(labels).stream().allMatch(String.valueOf(sample.group(3))::contains))
                .mapToDouble(sample -> Double.parseDouble(sample.group(4)))
                .sum();
    }

    public double grownSince(Scrape before, String name, String... labels) {
        return value(name, labels) - before.value(name, labels);
    }
}

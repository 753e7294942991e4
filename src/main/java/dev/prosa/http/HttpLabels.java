package dev.prosa.http;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Bounds the number of labels of HTTP metrics, whatever clients send. A request that was refused before it reached an
 * endpoint is measured by the path it named, and a method may be any word: both become one label.
 */
@Singleton
final class HttpLabels implements MeterFilter {

    private static final String REQUESTS = "http.server.requests";
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");
    private static final Set<String> REFUSALS = Set.of("CLIENT_ERROR", "SERVER_ERROR");
    /** What Quarkus says of paths that are not there. */
    private static final Set<String> NO_PATHS = Set.of("NOT_FOUND", "UNKNOWN", "/");

    private final Set<String> otherPaths;
    private final Supplier<Set<String>> endpoints;
    private volatile Set<String> fixed;

    @Inject
    HttpLabels(@All List<NonRestEndpoint> others) {
        this(others, Endpoints::fixedPaths);
    }

    /** @param endpoints the paths of REST endpoints that have no parameter in them */
    HttpLabels(List<NonRestEndpoint> others, Supplier<Set<String>> endpoints) {
        this.otherPaths = others.stream().map(NonRestEndpoint::path).collect(Collectors.toUnmodifiableSet());
        this.endpoints = endpoints;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        if (!id.getName().equals(REQUESTS)) return id;
        Meter.Id known = METHODS.contains(id.getTag("method")) ? id : id.withTag(Tag.of("method", "OTHER"));
        return isRefusedEarly(id) ? known.withTag(Tag.of("uri", "REFUSED")) : known;
    }

    private boolean isRefusedEarly(Meter.Id id) {
        String uri = String.valueOf(id.getTag("uri"));
        boolean isRefused = REFUSALS.contains(String.valueOf(id.getTag("outcome")));
        return isRefused
                && !uri.contains("{")
                && !NO_PATHS.contains(uri)
                && !otherPaths.contains(uri)
                && !fixedPaths().contains(uri);
    }

    /** Asked once, at the first refusal: then all endpoints are there. */
    private Set<String> fixedPaths() {
        if (fixed == null) fixed = endpoints.get();
        return fixed;
    }
}

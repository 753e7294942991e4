package dev.prosa.http;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestPath;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

/**
 * Which methods there are at a path. Where several resources share the beginning of a path, RESTEasy asks only the last
 * of them and answers 404 for a method that another one lacks; here all are asked. It reads RESTEasy's own tables.
 */
final class Endpoints {

    private Endpoints() {}

    /** Empty if nothing is at this path. */
    static Set<String> methodsAt(String path) {
        Set<String> methods = new TreeSet<>();
        for (RequestPath<InitialMatch> resource :
                ResteasyReactiveRecorder.getCurrentDeployment().getClassMappers()) {
            RequestMatch<InitialMatch> match = new RequestMapper<>(new ArrayList<>(List.of(resource))).map(path);
            if (match != null) addMethods(match, methods);
        }
        return methods;
    }

    /** The paths without a parameter in them. */
    static Set<String> fixedPaths() {
        Set<String> paths = new TreeSet<>();
        for (RequestPath<InitialMatch> resource :
                ResteasyReactiveRecorder.getCurrentDeployment().getClassMappers()) {
            for (ServerRestHandler handler : resource.value.handlers) {
                if (handler instanceof ClassRoutingHandler routing)
                    addPaths(resource.template.template, routing, paths);
            }
        }
        paths.removeIf(path -> path.contains("{"));
        return paths;
    }

    private static void addPaths(String prefix, ClassRoutingHandler routing, Set<String> paths) {
        routing.getMappers().values().stream()
                .flatMap(mapper -> mapper.getTemplates().stream())
                .map(method -> prefix + method.template.template.replaceFirst("/$", ""))
                .forEach(paths::add);
    }

    private static void addMethods(RequestMatch<InitialMatch> match, Set<String> methods) {
        String rest = match.remaining.isEmpty() ? "/" : match.remaining;
        for (ServerRestHandler handler : match.value.handlers) {
            if (handler instanceof ClassRoutingHandler routing) addMethods(routing, rest, methods);
        }
    }

    private static void addMethods(ClassRoutingHandler routing, String rest, Set<String> methods) {
        routing.getMappers().forEach((method, mapper) -> {
            if (method != null && mapper.map(rest) != null) methods.add(method);
        });
    }
}

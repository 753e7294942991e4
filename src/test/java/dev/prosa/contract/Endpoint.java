package dev.prosa.contract;

import io.quarkus.security.Authenticated;
import io.quarkus.security.PermissionsAllowed;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A method of a resource class as JAX-RS reads it. */
record Endpoint(Method code, String method, String path) {

    static Stream<Endpoint> of(Class<?> resource) {
        return Arrays.stream(resource.getDeclaredMethods()).flatMap(Endpoint::of);
    }

    private static Stream<Endpoint> of(Method code) {
        return Arrays.stream(code.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(http -> new Endpoint(code, http.value(), pathOf(code)));
    }

    String name() {
        return method + " " + path;
    }

    /** Its parameters, each with where it is and what it is unless it is given. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        Arrays.stream(code.getParameters()).flatMap(this::pieces).forEach(parameters::putAll);
        return parameters;
    }

    boolean readsTheRequest() {
        return List.of(code.getParameterTypes()).contains(HttpServerRequest.class);
    }

    boolean hasBody() {
        return Arrays.stream(code.getParameters()).anyMatch(this::isBody);
    }

    /** What the document's description must say about who may; empty: whoever is logged in. */
    Optional<String> right() {
        PermissionsAllowed permission = annotation(PermissionsAllowed.class);
        if (permission != null) return Optional.of("`" + permission.value()[0] + "`");
        RolesAllowed roles = annotation(RolesAllowed.class);
        if (roles == null) return Optional.empty();
        return Optional.of(roles.value().length == 1 ? "an ADMIN's token" : "an agent's token");
    }

    boolean isForEverybody() {
        return annotation(PermitAll.class) != null;
    }

    boolean isProtected() {
        return isForEverybody() || right().isPresent() || annotation(Authenticated.class) != null;
    }

    private <A extends Annotation> A annotation(Class<A> type) {
        boolean own = Stream.of(PermissionsAllowed.class, RolesAllowed.class, PermitAll.class, Authenticated.class)
                .anyMatch(code::isAnnotationPresent);
        return own ? code.getAnnotation(type) : code.getDeclaringClass().getAnnotation(type);
    }

    private Stream<Map<String, String>> pieces(Parameter parameter) {
        return parameter.isAnnotationPresent(BeanParam.class)
                ? fields(parameter.getType()).flatMap(field -> piece(field, field.getName()))
                : piece(parameter, parameter.getName());
    }

    private static Stream<Field> fields(Class<?> bean) {
        return Stream.<Class<?>>iterate(bean, type -> type != Object.class, Class::getSuperclass)
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()));
    }

    private Stream<Map<String, String>> piece(AnnotatedElement element, String name) {
        QueryParam query = element.getAnnotation(QueryParam.class);
        if (query != null) return Stream.of(Map.of(query.value(), "query" + defaultOf(element)));
        HeaderParam header = element.getAnnotation(HeaderParam.class);
        if (header != null) return Stream.of(Map.of(header.value(), "header"));
        PathParam place = element.getAnnotation(PathParam.class);
        if (place != null) return Stream.of(Map.of(place.value(), "path"));
        return path.contains("{" + name + "}") ? Stream.of(Map.of(name, "path")) : Stream.empty();
    }

    private boolean isBody(Parameter parameter) {
        boolean isElsewhere = parameter.isAnnotationPresent(BeanParam.class)
                || parameter.isAnnotationPresent(Context.class)
                || piece(parameter, parameter.getName()).findAny().isPresent();
        return !isElsewhere;
    }

    private static String defaultOf(AnnotatedElement element) {
        DefaultValue value = element.getAnnotation(DefaultValue.class);
        return value == null ? "" : " " + value.value();
    }

    private static String pathOf(Method code) {
        List<String> parts = new ArrayList<>();
        for (AnnotatedElement element : List.of(code.getDeclaringClass(), code)) {
            Path path = element.getAnnotation(Path.class);
            if (path != null) parts.add(path.value());
        }
        return Arrays.stream(String.join("/", parts).split("/"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("/", "/", ""));
    }
}

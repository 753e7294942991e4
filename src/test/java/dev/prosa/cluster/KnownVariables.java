package dev.prosa.cluster;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The environment variables that change what a built service does: its own, and those of the extensions it uses. */
final class KnownVariables {

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([\\w.-]+)");

    private KnownVariables() {}

    static Set<String> all() {
        return Stream.of(mappings(own()), injected(own()), mappings(extensions()))
                .flatMap(keys -> keys)
                .map(KnownVariables::variable)
                .collect(Collectors.toSet());
    }

    /** As MicroProfile Config does it. */
    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static List<Class<?>> own() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.prosa").stream()
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }

    /** Only what may be set at run time: the rest is fixed when the service is built. */
    private static List<Class<?>> extensions() {
        try {
            return Collections.list(
                            KnownVariables.class.getClassLoader().getResources("META-INF/quarkus-config-roots.list"))
                    .stream()
                    .flatMap(KnownVariables::lines)
                    .<Class<?>>map(KnownVariables::load)
                    .filter(root -> root.isAnnotationPresent(ConfigRoot.class))
                    .filter(root -> root.getAnnotation(ConfigRoot.class).phase() == ConfigPhase.RUN_TIME)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(URL list) {
        try (var in = list.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, KnownVariables.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<String> injected(List<Class<?>> classes) {
        return classes.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredConstructors()))
                .flatMap(constructor -> Arrays.stream(constructor.getParameters()))
                .filter(parameter -> parameter.isAnnotationPresent(ConfigProperty.class))
                .map(parameter -> parameter.getAnnotation(ConfigProperty.class).name());
    }

    private static Stream<String> mappings(List<Class<?>> classes) {
        return classes.stream()
                .filter(type -> type.isAnnotationPresent(ConfigMapping.class))
                .flatMap(type -> keys(type.getAnnotation(ConfigMapping.class).prefix(), type));
    }

    private static Stream<String> keys(String prefix, Class<?> group) {
        return Arrays.stream(group.getMethods())
                .filter(method -> method.getParameterCount() == 0 && !method.isDefault())
                .flatMap(method -> keys(prefix, method));
    }

    private static Stream<String> keys(String prefix, Method method) {
        String key = method.isAnnotationPresent(WithParentName.class) ? prefix : prefix + "." + name(method);
        Class<?> type = held(method.getGenericReturnType());
        boolean isGroup = type.isInterface() && type.getName().startsWith("io.quarkus");
        return isGroup ? keys(key, type) : Stream.concat(Stream.of(key), keysItDefaultsTo(method));
    }

    private static Stream<String> keysItDefaultsTo(Method method) {
        WithDefault value = method.getAnnotation(WithDefault.class);
        return value == null
                ? Stream.empty()
                : EXPRESSION.matcher(value.value()).results().map(found -> found.group(1));
    }

    private static String name(Method method) {
        return method.isAnnotationPresent(WithName.class)
                ? method.getAnnotation(WithName.class).value()
                : method.getName().replaceAll("([A-Z])", "-$1");
    }

    /** What an Optional holds, or a Map by its unnamed key. */
    private static Class<?> held(Type type) {
        if (type instanceof Class<?> plain) return plain;
        ParameterizedType generic = (ParameterizedType) type;
        Type[] arguments = generic.getActualTypeArguments();
        Type last = arguments[arguments.length - 1];
        boolean holds = generic.getRawType() == Map.class || arguments.length == 1;
        return holds && last instanceof Class<?> plain ? plain : Object.class;
    }
}

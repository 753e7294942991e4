package dev.prosa;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/configuration.md to the keys that the code reads. */
class ConfigurationTest {

    private static final String NOTHING = "—";
    private static final Pattern OWN = Pattern.compile(
            "^\\| `((?:prosa|mp)\\.[^`]+)` \\| (\\w+) \\| (?:`([^`]+)`|—) \\| [^|]+ \\|$", Pattern.MULTILINE);
    private static final Pattern ANY_OWN = Pattern.compile("^\\| `((?:prosa|mp)\\.[^`]+)`", Pattern.MULTILINE);
    private static final Pattern OF_QUARKUS =
            Pattern.compile("^\\| `(quarkus\\.[^`]+)` \\| (?:`([^`]+)`|—) \\| [^|]+ \\|$", Pattern.MULTILINE);
    /** Keys that are read by their name, without a mapping. */
    private static final Pattern READ = Pattern.compile(
            "(?:@ConfigProperty\\(\\s*name = |setting\\()\"(prosa\\.[a-z.-]+)\"|\\$\\{(prosa\\.[a-z.-]+)");

    /** What is said of a key, or what it is. */
    private record Key(String type, String byDefault) {}

    private static String document() throws IOException {
        return Files.readString(Path.of("docs", "configuration.md"));
    }

    private static Map<String, Key> documented() throws IOException {
        return OWN.matcher(document())
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1),
                        row -> new Key(
                                row.group(2), Optional.ofNullable(row.group(3)).orElse(NOTHING)),
                        (one, other) -> {
                            throw new AssertionError("twice: " + one);
                        },
                        TreeMap::new));
    }

    private static Map<String, Key> mapped() {
        Map<String, Key> keys = new TreeMap<>();
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.prosa").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::reflect)
                        .map(ConfigClass::configClass)
                        .map(ConfigMappings::getProperties)
                        .forEach(properties -> properties.forEach((name, property) -> keys.put(name, key(property))));
        keys.keySet().removeIf(name -> name.endsWith("[*]")); // the elements of a list
        return keys;
    }

    private static Key key(Property property) {
        String byDefault = property.hasDefaultValue() ? property.getDefaultValue() : NOTHING;
        return new Key(type(property.getMethod().getGenericReturnType()), byDefault);
    }

    private static String type(Type type) {
        if (type instanceof ParameterizedType of && of.getRawType() == Optional.class)
            return type(of.getActualTypeArguments()[0]);
        if (type instanceof ParameterizedType of && Collection.class.isAssignableFrom((Class<?>) of.getRawType()))
            return "list";
        if (type == boolean.class || type == Boolean.class) return "boolean";
        if (type == Duration.class) return "duration";
        Set<Type> numbers = Set.of(int.class, long.class, Integer.class, Long.class, OptionalLong.class);
        return numbers.contains(type) ? "number" : "text";
    }

    private static Set<String> readByName() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "main"))) {
            return files.filter(file -> file.toString().matches(".*\\.(java|properties)"))
                    .map(ConfigurationTest::text)
                    .flatMap(text -> READ.matcher(text).results())
                    .map(key -> key.group(1) == null ? key.group(2) : key.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void document_comparedWithTheCode_hasTheSameKeys() throws IOException {
        Set<String> keys = new TreeSet<>(mapped().keySet());
        keys.addAll(readByName());
        assertThat(keys).hasSizeGreaterThan(40);
        assertThat(documented().keySet()).isEqualTo(keys);
    }

    @Test
    void row_ofAKey_isWellFormed() throws IOException {
        List<String> rows = ANY_OWN.matcher(document())
                .results()
                .map(row -> row.group(1))
                .sorted()
                .toList();
        assertThat(documented().keySet()).containsExactlyElementsOf(rows);
    }

    @Test
    void document_ofOwnKeys_givesTypeAndDefaultOfTheCode() throws IOException {
        Map<String, Key> said = documented();
        said.keySet().retainAll(mapped().keySet());
        assertThat(said).isEqualTo(mapped());
    }

    @Test
    void document_ofQuarkusKeys_givesDefaultsOfTheApplication() throws IOException {
        Properties properties = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            properties.load(file);
        }
        Map<String, String> said = OF_QUARKUS
                .matcher(document())
                .results()
                .filter(row -> !row.group(1).equals("quarkus.log.console.json.enabled"))
                .collect(Collectors.toMap(row -> row.group(1), row -> String.valueOf(row.group(2))));
        assertThat(said).hasSizeGreaterThan(15);
        said.forEach((key, byDefault) ->
                assertThat(String.valueOf(properties.getProperty(key))).as(key).isEqualTo(byDefault));
    }
}

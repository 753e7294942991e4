package dev.prosa.testing;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/** The project's {@code docker-compose.yml}, its anchors and merges resolved. */
public record ComposeFile(Map<String, Object> document) {

    /** Of the proxy that it describes. */
    public static final Path NGINX_CONFIGURATION = Path.of("src", "main", "docker", "nginx.conf");

    private static final Pattern REQUIRED = Pattern.compile("\\$\\{(\\w+):\\?.+}");

    public static ComposeFile read() {
        try (Reader file = Files.newBufferedReader(Path.of("docker-compose.yml"))) {
            return new ComposeFile(new Yaml().load(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A service, or an anchor with the settings that services share. */
    public record Service(String name, Map<String, Object> settings) {

        public Map<String, String> environment() {
            return map(settings.getOrDefault("environment", Map.of())).entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().toString()));
        }

        /** The environment with these values instead of the variables that must be set. */
        public Map<String, String> environment(Map<String, String> variables) {
            return environment().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> filled(entry.getValue(), variables)));
        }

        private static String filled(String value, Map<String, String> variables) {
            return REQUIRED.matcher(value).replaceAll(variable -> variables.get(variable.group(1)));
        }

        public String address(String network) {
            return (String) map(map(settings.get("networks")).get(network)).get("ipv4_address");
        }

        public boolean isNode() {
            return name.matches("prosa-\\d");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    public List<Service> services() {
        return map(document.get("services")).entrySet().stream()
                .map(entry -> new Service(entry.getKey(), map(entry.getValue())))
                .toList();
    }

    public Service service(String name) {
        return services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public List<Service> nodes() {
        return services().stream().filter(Service::isNode).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}

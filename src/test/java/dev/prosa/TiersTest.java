package dev.prosa;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.prosa.testing.KafkaBroker;
import dev.prosa.testing.Nginx;
import dev.prosa.testing.ServiceProcess;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestPostgres;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.Property;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * The name of a test says in which phase it runs: {@code *Test} in {@code test}, since it needs no server, {@code *IT} in
 * {@code verify}, since it does.
 */
class TiersTest {

    /** What starts a server; a test that gets to one of them, by however many others, needs it. */
    private static final Set<String> SERVERS = Stream.of(
                    TestDatabase.class, TestPostgres.class, ServiceProcess.class, KafkaBroker.class, Nginx.class)
            .map(Class::getName)
            .collect(Collectors.toUnmodifiableSet());

    private static final List<Class<? extends Annotation>> TEST_METHODS = List.of(
            Test.class, ParameterizedTest.class, RepeatedTest.class, TestFactory.class, Property.class, Example.class);

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("dev.prosa");

    @Test
    void tests_thatNeedNoServer_areNamedTest() {
        assertThat(tests(test -> !needsServer(test))).isNotEmpty().allMatch(name -> name.endsWith("Test"));
    }

    @Test
    void tests_thatNeedAServer_areNamedIT() {
        assertThat(tests(TiersTest::needsServer)).isNotEmpty().allMatch(name -> name.endsWith("IT"));
    }

    private static List<String> tests(Predicate<JavaClass> which) {
        return CLASSES.stream()
                .filter(type -> type.getEnclosingClass().isEmpty() && !type.isEquivalentTo(TiersTest.class))
                .filter(type -> withNested(type).anyMatch(TiersTest::hasTests))
                .filter(which)
                .map(JavaClass::getName)
                .sorted()
                .toList();
    }

    private static Stream<JavaClass> withNested(JavaClass type) {
        return CLASSES.stream()
                .filter(other -> other.equals(type) || other.getName().startsWith(type.getName() + "$"));
    }

    private static boolean hasTests(JavaClass type) {
        return type.getAllMethods().stream()
                .anyMatch(method -> TEST_METHODS.stream().anyMatch(method::isAnnotatedWith));
    }

    private static boolean needsServer(JavaClass test) {
        return withNested(test).anyMatch(type -> type.isAnnotatedWith(QuarkusTest.class) || reachesServer(type));
    }

    private static boolean reachesServer(JavaClass type) {
        return type.getTransitiveDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .anyMatch(target -> SERVERS.contains(target.getName()) || target.isAnnotatedWith(QuarkusTest.class));
    }
}

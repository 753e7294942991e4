package dev.prosa;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.prosa.batching.ItemJson;
import dev.prosa.database.embedded.EmbeddedDatabase;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Properties;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a JVM takes and a native executable does not: its classes are initialised, and chosen, when it is built. */
class NativeReadyTest {

    private static final Set<String> READING = Set.of("readValue", "treeToValue", "convertValue");

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.prosa");

    @ParameterizedTest
    @ValueSource(classes = {Random.class, Thread.class, Executor.class})
    void noClassHoldsWhatMustBeMadeAtRunTime(Class<?> type) {
        noFields().that().areStatic().should().haveRawType(a(type)).check(CODE);
    }

    @Test
    void code_ofEveryClass_looksUpNoClassByName() {
        noClasses()
                .should()
                .callMethod(Class.class, "forName", String.class)
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(ServiceLoader.class, ObjectInputStream.class, ObjectOutputStream.class)
                .check(CODE);
    }

    @Test
    void types_readByJackson_areRegistered() {
        Set<JavaClass> read = CODE.stream()
                .filter(NativeReadyTest::readsByHand)
                .flatMap(NativeReadyTest::ownClassesItNames)
                .collect(Collectors.toSet());

        assertThat(read).isNotEmpty().allMatch(type -> type.isAnnotatedWith(RegisterForReflection.class));
    }

    @Test
    void embeddedDatabase_isReachedOnlyByItsOwnMain() {
        noClasses()
                .that()
                .haveNameNotMatching("dev\\.prosa\\.database\\.embedded\\.(EmbeddedDatabase|PostgresServer).*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.zonky..")
                .check(CODE);
        classes()
                .that()
                .belongToAnyOf(EmbeddedDatabase.class)
                .should()
                .onlyHaveDependentClassesThat()
                .belongToAnyOf(Main.class, EmbeddedDatabase.class)
                .check(CODE);
    }

    @Test
    void resource_thatIsServed_isIncluded() throws IOException {
        Properties build = new Properties();
        build.load(getClass().getResourceAsStream("/application.properties"));

        assertThat(build.getProperty("quarkus.native.resources.includes").split(","))
                .containsExactly(
                        "META-INF/asyncapi.yaml",
                        "db/**",
                        "org/flywaydb/core/internal/version.txt",
                        "META-INF/services/org.flywaydb.core.extensibility.Plugin");
        assertThat(getClass().getResource("/META-INF/asyncapi.yaml")).isNotNull();
    }

    private static boolean readsByHand(JavaClass type) {
        return type.getMethodCallsFromSelf().stream().anyMatch(NativeReadyTest::isReading);
    }

    private static boolean isReading(JavaMethodCall call) {
        boolean byJackson =
                call.getTargetOwner().isAssignableTo(ObjectMapper.class) && READING.contains(call.getName());
        return byJackson || call.getTargetOwner().isEquivalentTo(ItemJson.class);
    }

    private static Stream<JavaClass> ownClassesItNames(JavaClass reader) {
        return reader.getReferencedClassObjects().stream()
                .map(ReferencedClassObject::getRawType)
                .filter(named -> named.getPackageName().startsWith("dev.prosa"));
    }

    /** By reflection, since the supertypes of what is not of the project are not imported. */
    private static DescribedPredicate<JavaClass> a(Class<?> type) {
        return DescribedPredicate.describe("a " + type.getName(), held -> type.isAssignableFrom(held.reflect()));
    }
}

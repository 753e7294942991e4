package dev.prosa;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The rules of the architecture for the packages under a root: the code's, or that of the wrong examples. */
record ArchitectureRules(String root) {

    /** A rule, and the wrong example that breaks it; null where another rule of the same making is seen to break. */
    record Guarded(ArchRule rule, String brokenBy) {
        @Override
        public String toString() {
            return rule.getDescription();
        }
    }

    /** What each package may use besides itself and {@code java.*}, libraries apart; from the ground floor upwards. */
    static final Map<String, List<String>> ALLOWED_USES = new TreeMap<>(Map.ofEntries(
            Map.entry("problem", List.of()),
            Map.entry("observability", List.of()),
            Map.entry("concurrent", List.of("problem", "observability")),
            Map.entry("database", List.of("concurrent", "observability", "problem")),
            Map.entry("database.embedded", List.of("database")),
            Map.entry("http", List.of("observability", "problem")),
            Map.entry("idempotency", List.of("concurrent", "database", "http", "observability", "problem")),
            Map.entry("feed", List.of("concurrent", "database", "observability", "problem")),
            Map.entry("directory.password", List.of("problem")),
            Map.entry("directory", List.of("concurrent", "database", "directory.password", "http", "problem")),
            Map.entry("directory.account", List.of("directory")),
            Map.entry("directory.channel", List.of("directory", "http", "problem")),
            Map.entry("directory.contact", List.of("directory", "http", "problem")),
            Map.entry("directory.institution", List.of("database", "directory", "directory.channel")),
            Map.entry("access.localtoken", List.of("concurrent", "database", "problem")),
            Map.entry("access.externalissuer", List.of("access.localtoken", "concurrent", "problem")),
            Map.entry("access.apikey", List.of("concurrent", "database", "directory", "http", "problem")),
            Map.entry(
                    "access",
                    List.of(
                            "access.apikey",
                            "access.externalissuer",
                            "access.localtoken",
                            "directory",
                            "directory.account",
                            "problem")),
            Map.entry(
                    "access.login",
                    List.of(
                            "access",
                            "access.apikey",
                            "access.localtoken",
                            "concurrent",
                            "database.embedded",
                            "directory",
                            "directory.account",
                            "directory.institution",
                            "directory.password",
                            "http",
                            "problem")),
            Map.entry(
                    "firststart",
                    List.of(
                            "access.localtoken",
                            "database.embedded",
                            "directory",
                            "directory.channel",
                            "directory.institution",
                            "directory.password")),
            Map.entry("conversation.model", List.of("problem")),
            Map.entry(
                    "conversation",
                    List.of(
                            "concurrent",
                            "conversation.model",
                            "database",
                            "directory",
                            "feed",
                            "http",
                            "idempotency",
                            "observability",
                            "problem")),
            Map.entry(
                    "queue",
                    List.of(
                            "concurrent",
                            "conversation",
                            "conversation.model",
                            "directory",
                            "http",
                            "observability",
                            "problem")),
            Map.entry("batching", List.of("concurrent", "database", "http", "observability", "problem")),
            Map.entry(
                    "intake",
                    List.of(
                            "batching",
                            "conversation.model",
                            "database",
                            "database.embedded",
                            "directory",
                            "http",
                            "observability",
                            "problem")),
            Map.entry(
                    "delivery",
                    List.of(
                            "batching",
                            "conversation.model",
                            "database",
                            "directory",
                            "http",
                            "observability",
                            "problem")),
            Map.entry(
                    "kafka",
                    List.of("batching", "concurrent", "delivery", "http", "intake", "observability", "problem")),
            Map.entry("live", List.of("access", "concurrent", "directory", "feed", "http", "observability", "problem")),
            Map.entry("live.websocket", List.of("access", "directory", "http", "live", "observability", "problem")),
            Map.entry("live.sse", List.of("access", "directory", "feed", "live", "problem")),
            Map.entry("console", List.of("database.embedded", "http"))));

    /** Packages of which an example breaks the rule: one floor each, since the rules come from one table. */
    private static final List<String> SEEN_RED = List.of("problem", "feed", "directory", "access", "intake", "live");

    private static final String[] NO_PACKAGES = {
        "..dto..", "..mapper..", "..impl..", "..util..", "..service..", "..exception..", "..config.."
    };
    private static final String NO_NAMES = ".*(Impl|Manager|Helper|Utils|DTO)";

    /** Classes whose work at start-up the start waits for. */
    private static final List<String> WAIT_AT_START = List.of("access.localtoken.SigningKeys");

    Stream<Guarded> all() {
        return Stream.concat(
                ALLOWED_USES.keySet().stream().map(this::uses),
                Stream.of(
                        new Guarded(everyPackageIsKnown(), "dto.Thing"),
                        new Guarded(noCycles(), "directory.Uses"),
                        new Guarded(liveNeverUsesConversation(), "live.Uses"),
                        new Guarded(modelIsPlainJava(), "conversation.model.Framed"),
                        new Guarded(groundFloorIsPlainJava(), "problem.UsesFeed"),
                        new Guarded(noTechnicalPackages(), "dto.Thing"),
                        new Guarded(noEmptyNames(), "feed.FeedHelper"),
                        new Guarded(oneDatabaseStyleInAClass(), "database.TwoStyles"),
                        new Guarded(nobodyAwaits(), "feed.Impatient"),
                        new Guarded(nobodyAwaits(), "feed.ImpatientByReference"),
                        new Guarded(noFieldInjection(), "feed.Injected")));
    }

    private Guarded uses(String feature) {
        String[] allowed = Stream.concat(Stream.of(feature), ALLOWED_USES.get(feature).stream())
                .map(this::in)
                .toArray(String[]::new);
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(in(feature))
                .should()
                .dependOnClassesThat(resideInAPackage(root + "..").and(resideOutsideOfPackages(allowed)))
                .as(feature + " uses nothing but " + ALLOWED_USES.get(feature))
                .allowEmptyShould(true);
        return new Guarded(rule, SEEN_RED.contains(feature) ? feature + ".Uses" : null);
    }

    private ArchRule everyPackageIsKnown() {
        String[] known = Stream.concat(
                        Stream.of(root), ALLOWED_USES.keySet().stream().map(this::in))
                .toArray(String[]::new);
        return classes().should().resideInAnyPackage(known).as("every class is in a package the rules know");
    }

    private ArchRule noCycles() {
        return slices().matching(in("(**)")).should().beFreeOfCycles().as("packages have no cycles");
    }

    private ArchRule liveNeverUsesConversation() {
        return noClasses()
                .that()
                .resideInAPackage(in("live.."))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("conversation.."))
                .as("live never uses conversation")
                .allowEmptyShould(true);
    }

    private ArchRule modelIsPlainJava() {
        return classes()
                .that()
                .resideInAPackage(in("conversation.model"))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", in("conversation.model"))
                        .or(describe("are the phone, a value", c -> c.getName().equals(in("problem.Phone")))))
                .as("the model of a conversation is plain Java");
    }

    private ArchRule groundFloorIsPlainJava() {
        return classes()
                .that()
                .resideInAPackage(in("problem"))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", in("problem")))
                .as("refusals, ids and phones are plain Java");
    }

    private ArchRule noTechnicalPackages() {
        return noClasses().should().resideInAnyPackage(NO_PACKAGES).as("packages are named after what they are about");
    }

    private ArchRule noEmptyNames() {
        return noClasses().should().haveNameMatching(NO_NAMES).as("no class is an …Impl, …Manager, …Helper or …Utils");
    }

    private ArchRule oneDatabaseStyleInAClass() {
        return noClasses()
                .that(depend("on Hibernate", resideInAPackage("org.hibernate..")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.vertx..sqlclient..", "io.vertx..pgclient.."))
                .as("no class uses both Hibernate and the PG client")
                .allowEmptyShould(true);
    }

    private ArchRule nobodyAwaits() {
        return noClasses()
                .that(describe("do not work at start-up", c -> !worksAtStart(c)))
                .should()
                .accessTargetWhere(describe("a Uni is awaited", ArchitectureRules::awaits))
                .as("nothing awaits a Uni outside start-up");
    }

    private ArchRule noFieldInjection() {
        return noFields()
                .should()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
                .as("nothing is injected into fields");
    }

    private boolean worksAtStart(JavaClass type) {
        return WAIT_AT_START.stream().map(this::in).anyMatch(type.getName()::equals);
    }

    private static boolean awaits(JavaAccess<?> access) {
        return access.getTarget().getName().equals("await")
                && access.getTargetOwner().getName().equals("io.smallrye.mutiny.Uni");
    }

    private static DescribedPredicate<JavaClass> depend(String on, DescribedPredicate<JavaClass> target) {
        return describe("depend " + on, c -> c.getDirectDependenciesFromSelf().stream()
                .anyMatch(dependency -> target.test(dependency.getTargetClass())));
    }

    private static <T> DescribedPredicate<T> describe(String what, Predicate<T> predicate) {
        return DescribedPredicate.describe(what, predicate);
    }

    private String in(String packageOrClass) {
        return root + "." + packageOrClass;
    }
}

package dev.prosa;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may use whom, and what nothing here is called. Each rule is also seen to fail, on examples made wrong. */
class ArchitectureTest {

    private static final ArchitectureRules RULES = new ArchitectureRules("dev.prosa");
    private static final ArchitectureRules RULES_OF_EXAMPLES = new ArchitectureRules("dev.prosa.architecture.wrong");

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(RULES.root());
    private static final JavaClasses WRONG_EXAMPLES = new ClassFileImporter().importPackages(RULES_OF_EXAMPLES.root());

    static Stream<ArchitectureRules.Guarded> rules() {
        return RULES.all();
    }

    static Stream<ArchitectureRules.Guarded> rulesOfExamples() {
        return RULES_OF_EXAMPLES.all().filter(guarded -> guarded.brokenBy() != null);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void code_ofEveryPackage_keepsTheRule(ArchitectureRules.Guarded guarded) {
        guarded.rule().check(CODE);
    }

    @ParameterizedTest
    @MethodSource("rulesOfExamples")
    void rule_brokenByAnExample_isReported(ArchitectureRules.Guarded guarded) {
        String culprit = RULES_OF_EXAMPLES.root() + "." + guarded.brokenBy();
        assertThat(guarded.rule().evaluate(WRONG_EXAMPLES).getFailureReport().getDetails())
                .anyMatch(breach -> breach.contains(culprit));
    }

    @Test
    void theTableOfUses_namesThePackagesThatExist() {
        Set<String> there = CODE.stream()
                .map(type -> type.getPackageName().replaceFirst("^dev\\.prosa\\.?", ""))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
        assertThat(ArchitectureRules.ALLOWED_USES.keySet()).isEqualTo(there);
    }

    @Test
    void aPackage_hasAtMostFortyFiles() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            Map<Path, Long> files = sources.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
            assertThat(files).isNotEmpty().allSatisfy((folder, count) -> assertThat(count)
                    .as(folder.toString())
                    .isLessThanOrEqualTo(40));
        }
    }
}

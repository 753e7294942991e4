package dev.prosa.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** That no invariant of the schema is left untried: neither one that is here nor one that is still to come. */
class EveryInvariantIT extends ConstraintFixture {

    private static final Path TESTS = Path.of("src/test/java/dev/prosa/database");

    /** What a primary key holds already; these are there to be pointed at by foreign keys. */
    private static final Set<String> IMPLIED =
            Set.of("agent_activity_unique", "conversation_by_contact", "department_not_deleted_unique");

    private static final String TABLES =
            """
            select string_agg(relname, ',') from pg_class
            where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'flyway_schema_history'""";

    /** Constraints but keys and not null, unique indexes, and triggers that raise their own name. */
    private static final String INVARIANTS =
            """
            select string_agg(distinct name, ',') from (
                select conname, conrelid from pg_constraint where contype in ('u', 'f', 'c')
                union all
                select indexrelid::regclass::text, indrelid from pg_index where indisunique and not indisprimary
                union all
                select tgname, tgrelid from pg_trigger t
                where not tgisinternal and pg_get_functiondef(tgfoid) like '%raise exception%') i (name, tbl)
            join pg_class c on c.oid = tbl
            where relnamespace = 'public'::regnamespace and relname <> 'flyway_schema_history'""";

    @Test
    void row_copied_isRefused() throws SQLException {
        for (String table : value(TABLES).split(",")) {
            run("savepoint before");
            assertThat(brokenBy(copy(table, "true", "'x', 0"))).isIn(table + "_pk", table + "_unique");
            run("rollback to before");
        }
    }

    @Test
    void invariants_haveATestThatTriesToBreakThem() throws SQLException, IOException {
        String tests = sources();
        List<String> untried = List.of(value(INVARIANTS).split(",")).stream()
                .filter(name -> !IMPLIED.contains(name) && !tests.contains('"' + name + '"'))
                .toList();
        assertThat(untried).isEmpty();
    }

    private static String sources() throws IOException {
        try (var files = Files.list(TESTS)) {
            return files.filter(file -> file.toString().endsWith("InvariantsIT.java"))
                    .map(EveryInvariantIT::text)
                    .collect(Collectors.joining());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

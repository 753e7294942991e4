package dev.prosa.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * That the schema can be distributed by institution: each table, key and statement names it. What cannot is listed here, with
 * the reason.
 */
class InstitutionInEveryKeyIT extends ConstraintFixture {

    /** The institution itself; the keys that sign tokens and the origin of the feeds, which the installation has once. */
    private static final Set<String> OF_THE_INSTALLATION = Set.of("institution", "signing_key", "feed_served");

    /** A login knows an email only, a program its key only, a record of Kafka its channel only. */
    private static final Set<String> UNIQUE_OVER_ALL =
            Set.of("agent_email_unique", "api_key_hash_unique", "channel_id_unique");

    /**
     * They go over all institutions: expired keys are deleted oldest first, and a database that was restored renews the epochs
     * of all feeds.
     */
    private static final Set<String> OVER_ALL = Set.of("delete_expired_idempotency_keys", "feed_recognise");

    private static final String OURS = " relnamespace = 'public'::regnamespace and relname <> 'flyway_schema_history' ";

    private static final String TABLES_WITHOUT =
            """
            select string_agg(relname, ',') from pg_class c
            where relkind = 'r' and %s and not exists (
                select from pg_attribute a
                where a.attrelid = c.oid and a.attname = 'institution_id' and a.attnotnull)"""
                    .formatted(OURS);

    private static final String TABLES = "select string_agg(relname, ',') from pg_class where relkind = 'r' and" + OURS;

    /** Primary keys and unique indexes whose first column is another, and foreign keys whose first column is. */
    private static final String KEYS_WITHOUT =
            """
            select string_agg(name, ',') from (
                select indexrelid::regclass::text as name, indrelid as tbl, indkey[0] as first
                from pg_index where indisunique
                union all
                select conname, conrelid, conkey[1] from pg_constraint where contype = 'f') k
            join pg_class c on c.oid = k.tbl
            left join pg_attribute a on a.attrelid = k.tbl and a.attnum = k.first
            where %s and a.attname is distinct from 'institution_id'"""
                    .formatted(OURS);

    /** Creates each function anew, now that all are there, and thereby checks its body. */
    private static final String CHECK_BODIES =
            """
            do $check$
            declare
                f regprocedure;
            begin
                set local check_function_bodies = on;
                for f in select oid from pg_proc where pronamespace = 'public'::regnamespace and prokind = 'f' loop
                    execute pg_get_functiondef(f);
                end loop;
            end $check$""";

    @Test
    void table_hasInstitution() throws SQLException {
        assertThat(names(TABLES_WITHOUT)).isEqualTo(OF_THE_INSTALLATION);
    }

    @Test
    void key_beginsWithInstitution() throws SQLException {
        Set<String> expected = new TreeSet<>(UNIQUE_OVER_ALL);
        OF_THE_INSTALLATION.forEach(table -> expected.add(table + "_pk"));
        assertThat(names(KEYS_WITHOUT)).isEqualTo(expected);
    }

    @Test
    void statementOfFunction_namesInstitutionOfEachTable() throws SQLException {
        Set<String> tables = names(TABLES);
        tables.removeAll(OF_THE_INSTALLATION);
        List<String> without = new ArrayList<>();
        for (FunctionFile file : FunctionFile.all())
            if (!OVER_ALL.contains(file.name())) without.addAll(file.usesWithoutInstitution(tables));
        assertThat(without).isEmpty();
    }

    @Test
    void functionBody_isValidAndText() throws SQLException {
        run(CHECK_BODIES);
        assertThat(names("select string_agg(proname, ',') from pg_proc where pronamespace = 'public'::regnamespace"
                        + " and prosqlbody is not null"))
                .isEmpty();
    }

    private Set<String> names(String sql) throws SQLException {
        String joined = value(sql);
        return joined == null ? new TreeSet<>() : new TreeSet<>(List.of(joined.split(",")));
    }
}

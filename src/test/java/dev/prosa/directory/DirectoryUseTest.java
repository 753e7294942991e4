package dev.prosa.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.platform.JsonText;
import dev.prosa.platform.ListPage;
import dev.prosa.platform.Page;
import dev.prosa.platform.Problem;
import dev.prosa.platform.Refused;
import dev.prosa.testing.DemoProfile;
import dev.prosa.testing.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The directory of the institution Demo, as the first start made it, read and changed by its use cases. */
@QuarkusTest
@TestProfile(DemoProfile.class)
final class DirectoryUseTest {

    @Inject
    DirectoryReader reader;

    @Inject
    Agents agents;

    @Inject
    DirectoryChanges changes;

    @Inject
    Institutions institutions;

    @Inject
    Mutiny.SessionFactory sessions;

    @Inject
    ObjectMapper json;

    private UUID demo;
    private Caller admin;

    @BeforeEach
    void findTheAdmin() {
        demo = await(() ->
                sessions.withSession(s -> s.createQuery("select id from Institution where name = 'Demo'", UUID.class)
                        .getSingleResult()));
        admin = caller(demo, Role.ADMIN, UUID.randomUUID());
    }

    @Test
    void theDemoHasItsDepartmentsChannelsAndAgentsByName() {
        assertThat(names(Entry.DEPARTMENT, admin)).containsExactly("Finance", "Sales", "Support");
        assertThat(names(Entry.CHANNEL, admin))
                .containsExactly("Finance web chat", "Sales web chat", "Support WhatsApp");
        assertThat(names(Entry.AGENT, admin)).contains("Admin", "Bruno", "Carla");
        assertThat(nodes(Entry.AGENT, admin, Filter.NONE).get(0).at("/email").asText())
                .isEqualTo("admin@demo.prosa");
    }

    @Test
    void theFirstInstitutionIsFoundedOnce() {
        assertThat(await(() -> institutions.foundFirst(Founding.of("Second", "Admin", "second@x", "hash"))))
                .isFalse();
    }

    @Test
    void anAgentSeesNoMoreOfItsColleaguesThanNameAndDepartments() {
        Caller bruno = caller(demo, Role.AGENT, UUID.randomUUID());

        JsonNode first = nodes(Entry.agentFor(bruno), bruno, Filter.NONE).get(0);

        assertThat(first.fieldNames()).toIterable().containsExactly("id", "name", "departmentIds");
    }

    @Test
    void everyRowIsOnExactlyOnePage() {
        List<String> walked = new ArrayList<>();
        String cursor = null;
        do {
            ListPage<JsonText> page = list(Entry.AGENT, admin, Filter.NONE, new Page(1, cursor, null));
            page.data().forEach(row -> walked.add(node(row).at("/name").asText()));
            cursor = page.pagination().nextCursor();
        } while (cursor != null);

        assertThat(walked).isEqualTo(names(Entry.AGENT, admin)).hasSizeGreaterThan(3);
    }

    @Test
    void aPageByNumberSaysTotalAndOffset() {
        var place =
                list(Entry.DEPARTMENT, admin, Filter.NONE, new Page(2, null, 2)).pagination();

        assertThat(place.total()).isEqualTo(3);
        assertThat(place.offset()).isEqualTo(2);
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        String cursor = list(Entry.AGENT, admin, Filter.NONE, new Page(1, null, null))
                .pagination()
                .nextCursor();

        assertThatThrownBy(() -> list(Entry.CHANNEL, admin, Filter.NONE, new Page(1, cursor, null)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void anotherInstitutionsEntriesAreNotThere() {
        Caller stranger = caller(UUID.randomUUID(), Role.ADMIN, UUID.randomUUID());

        assertThat(names(Entry.AGENT, stranger)).isEmpty();
        UUID bruno = agent("Bruno");
        assertThatThrownBy(() -> await(() -> reader.get(Entry.AGENT, stranger, bruno)))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.problem()).isEqualTo(Problem.NOT_FOUND));
    }

    @Test
    void anAgentIsChangedAndPlacedAndGone() {
        UUID ana = agent("Ana");
        UUID sales = id(nodes(Entry.DEPARTMENT, admin, Filter.NONE), "Sales");

        JsonNode changed = node(await(() -> agents.change(
                admin,
                ana,
                new AgentRequest("Anna", "anna@demo.prosa", "a new password", Role.SUPERVISOR, null, null))));
        JsonNode placed = node(await(() -> agents.place(admin, ana, List.of(sales, sales))));
        await(() -> agents.delete(admin, ana));

        assertThat(changed.at("/name").asText() + changed.at("/role").asText()).isEqualTo("AnnaSUPERVISOR");
        assertThat(placed.at("/departmentIds")).hasSize(1);
        assertThat(names(Entry.AGENT, admin)).doesNotContain("Ana", "Anna");
    }

    @Test
    void anAgentOfAnUnknownDepartmentIsNotMadeAtAll() {
        var request = new AgentRequest("Nobody", "nobody@demo.prosa", null, null, null, List.of(UUID.randomUUID()));

        assertThatThrownBy(() -> await(() -> agents.create(admin, request))).isInstanceOf(Refused.class);

        assertThat(names(Entry.AGENT, admin)).doesNotContain("Nobody");
    }

    @Test
    void theDatabaseNamesWhatExistsAlreadyInItsWords() {
        var request = new AgentRequest("Carla", "CARLA@demo.prosa", null, null, null, null);

        assertThatThrownBy(() -> await(() -> agents.create(admin, request)))
                .hasRootCauseMessage(
                        "ERROR: duplicate key value violates unique constraint \"agent_email_unique\" (23505)");
    }

    @Test
    void aDepartmentThatIsNotThereIsNamedByItsField() {
        UUID bruno = agent("Bruno");

        assertThatThrownBy(() -> await(() -> agents.place(admin, bruno, List.of(UUID.randomUUID()))))
                .isInstanceOfSatisfying(
                        Refused.class,
                        r -> assertThat(r.errors().get(0).field()).isEqualTo("departmentIds"));
    }

    @Test
    void contactsAreFoundByNamePhoneAndTags() throws Exception {
        UUID maria = contact("Maria 100%", "4930111222");
        contact("Mario", "4930111333");
        await(() -> changes.change(Changing.CONTACT, admin, maria, Map.of("tags", List.of("vip", "new"))));

        assertThat(found(Filter.ofContacts("MARI", List.of()))).containsExactly("Maria 100%", "Mario");
        assertThat(found(Filter.ofContacts("0%", List.of()))).containsExactly("Maria 100%");
        assertThat(found(Filter.ofContacts("+4930111333", List.of()))).containsExactly("Mario");
        assertThat(found(Filter.ofContacts("+", List.of()))).isEmpty();
        assertThat(found(Filter.ofContacts(null, List.of("vip,new")))).containsExactly("Maria 100%");
        assertThat(found(Filter.ofContacts(null, List.of("vip", "old")))).isEmpty();
    }

    private UUID contact(String name, String phone) throws Exception {
        try (var connection = TestDatabase.ofTheService().connect();
                var insert = connection.prepareStatement(
                        "insert into contact (institution_id, name, phone) values (?, ?, ?) returning id")) {
            insert.setObject(1, demo);
            insert.setString(2, name);
            insert.setString(3, phone);
            var row = insert.executeQuery();
            row.next();
            return row.getObject(1, UUID.class);
        }
    }

    private UUID agent(String name) {
        return id(nodes(Entry.AGENT, admin, Filter.NONE), name);
    }

    private static UUID id(List<JsonNode> nodes, String name) {
        return nodes.stream()
                .filter(n -> n.at("/name").asText().equals(name))
                .map(n -> UUID.fromString(n.at("/id").asText()))
                .findFirst()
                .orElseThrow();
    }

    private List<String> found(Filter filter) {
        return nodes(Entry.CONTACT, admin, filter).stream()
                .map(n -> n.at("/name").asText())
                .toList();
    }

    private List<String> names(Entry entry, Caller caller) {
        return nodes(entry, caller, Filter.NONE).stream()
                .map(n -> n.at("/name").asText())
                .toList();
    }

    private List<JsonNode> nodes(Entry entry, Caller caller, Filter filter) {
        return list(entry, caller, filter, new Page(100, null, null)).data().stream()
                .map(this::node)
                .toList();
    }

    private ListPage<JsonText> list(Entry entry, Caller caller, Filter filter, Page page) {
        return await(() -> reader.list(entry, caller, filter, page));
    }

    private JsonNode node(JsonText text) {
        try {
            return json.readTree(text.value());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Caller caller(UUID institution, Role role, UUID id) {
        return new Caller(institution, Caller.Kind.AGENT, id, "Somebody", role, Permission.of(role));
    }

    private static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}

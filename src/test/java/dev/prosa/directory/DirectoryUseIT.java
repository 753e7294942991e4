package dev.prosa.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.directory.channel.Channel;
import dev.prosa.directory.contact.Contact;
import dev.prosa.directory.contact.ContactFilter;
import dev.prosa.directory.contact.ContactRequest;
import dev.prosa.directory.contact.Contacts;
import dev.prosa.directory.institution.Institutions;
import dev.prosa.directory.institution.NewInstitution;
import dev.prosa.http.ListPage;
import dev.prosa.http.Page;
import dev.prosa.http.Patch;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import dev.prosa.testing.SmallDemoProfile;
import dev.prosa.testing.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The directory of the institution Demo, as the first start made it, read and changed by its use cases. */
@QuarkusTest
@TestProfile(SmallDemoProfile.class)
final class DirectoryUseIT {

    @Inject
    DirectoryReader reader;

    @Inject
    Agents agents;

    @Inject
    AgentList agentList;

    @Inject
    Contacts contacts;

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
    void demo_hasItsDepartmentsChannelsAndAgents() {
        assertThat(names(Department.class, admin)).containsExactly("Finance", "Sales", "Support");
        assertThat(names(Channel.class, admin))
                .containsExactly("Finance web chat", "Sales web chat", "Support WhatsApp");
        assertThat(names(Agent.class, admin)).contains("Admin", "Bruno", "Carla");
        assertThat(entries(Agent.class, admin, ListFilter.NONE).get(0).email()).isEqualTo("admin@demo.prosa");
    }

    @Test
    void firstInstitution_isCreatedOnce() {
        assertThat(await(() -> institutions.createFirst(NewInstitution.of("Second", "Admin", "second@x", "hash"))))
                .isFalse();
    }

    @Test
    void agent_sees_onlyNameAndDepartmentsOfColleagues() {
        Caller bruno = caller(demo, Role.AGENT, UUID.randomUUID());

        JsonNode first = node(await(() -> agentList.list(bruno, new Page(1, null, null)))
                .data()
                .get(0));

        assertThat(first.fieldNames()).toIterable().containsExactly("id", "name", "departmentIds");
    }

    @Test
    void row_isOnExactlyOnePage() {
        List<String> walked = new ArrayList<>();
        String cursor = null;
        do {
            ListPage<Agent> page = list(Agent.class, admin, ListFilter.NONE, new Page(1, cursor, null));
            page.data().forEach(agent -> walked.add(agent.name()));
            cursor = page.pagination().nextCursor();
        } while (cursor != null);

        assertThat(walked).isEqualTo(names(Agent.class, admin)).hasSizeGreaterThan(3);
    }

    @Test
    void page_byNumber_hasTotalAndOffset() {
        var place = list(Department.class, admin, ListFilter.NONE, new Page(2, null, 2))
                .pagination();

        assertThat(place.total()).isEqualTo(3);
        assertThat(place.offset()).isEqualTo(2);
    }

    @Test
    void cursor_ofAnotherList_isRefused() {
        String cursor = list(Agent.class, admin, ListFilter.NONE, new Page(1, null, null))
                .pagination()
                .nextCursor();

        assertThatThrownBy(() -> list(Channel.class, admin, ListFilter.NONE, new Page(1, cursor, null)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void entries_ofAnotherInstitution_areNotFound() {
        Caller stranger = caller(UUID.randomUUID(), Role.ADMIN, UUID.randomUUID());

        assertThat(names(Agent.class, stranger)).isEmpty();
        UUID bruno = agent("Bruno");
        assertThatThrownBy(() -> await(() -> reader.get(Agent.class, stranger, bruno)))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.problem()).isEqualTo(Problem.NOT_FOUND));
    }

    @Test
    void agent_isChanged_movedAndDeleted() {
        UUID ana = agent("Ana");
        UUID sales = id(Department.class, "Sales");

        JsonNode changed = node(await(() -> agents.change(
                admin,
                ana,
                new AgentRequest("Anna", "anna@demo.prosa", "a new password", Role.SUPERVISOR, null, null))));
        JsonNode placed = node(await(() -> agents.assignDepartments(admin, ana, List.of(sales, sales))));
        await(() -> agents.delete(admin, ana));

        assertThat(changed.at("/name").asText() + changed.at("/role").asText()).isEqualTo("AnnaSUPERVISOR");
        assertThat(placed.at("/departmentIds")).hasSize(1);
        assertThat(names(Agent.class, admin)).doesNotContain("Ana", "Anna");
    }

    @Test
    void agent_ofAnUnknownDepartment_isNotCreated() {
        var request = new AgentRequest("Nobody", "nobody@demo.prosa", null, null, null, List.of(UUID.randomUUID()));

        assertThatThrownBy(() -> await(() -> agents.create(admin, request))).isInstanceOf(Refused.class);

        assertThat(names(Agent.class, admin)).doesNotContain("Nobody");
    }

    @Test
    void secondAgentOfAnEmail_isRefusedWhateverItsCase() {
        var request = new AgentRequest("Carla", "CARLA@demo.prosa", null, null, null, null);

        assertThatThrownBy(() -> await(() -> agents.create(admin, request)))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.problem()).isEqualTo(Problem.ALREADY_EXISTS));
    }

    @Test
    void department_missing_isNamedByItsField() {
        UUID bruno = agent("Bruno");

        assertThatThrownBy(() -> await(() -> agents.assignDepartments(admin, bruno, List.of(UUID.randomUUID()))))
                .isInstanceOfSatisfying(
                        Refused.class,
                        r -> assertThat(r.errors().get(0).field()).isEqualTo("departmentIds"));
    }

    @Test
    void contacts_areFound_byNamePhoneAndTags() throws Exception {
        UUID maria = contact("Maria 100%", "4930111222");
        contact("Mario", "4930111333");
        await(() -> contacts.change(
                admin, maria, new ContactRequest(null, null, Patch.absent(), List.of("vip", "new"), null)));

        assertThat(found(ContactFilter.of("MARI", List.of()))).containsExactly("Maria 100%", "Mario");
        assertThat(found(ContactFilter.of("0%", List.of()))).containsExactly("Maria 100%");
        assertThat(found(ContactFilter.of("+4930111333", List.of()))).containsExactly("Mario");
        assertThat(found(ContactFilter.of("+", List.of()))).isEmpty();
        assertThat(found(ContactFilter.of(null, List.of("vip,new")))).containsExactly("Maria 100%");
        assertThat(found(ContactFilter.of(null, List.of("vip", "old")))).isEmpty();
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
        return id(Agent.class, name);
    }

    private <E extends DirectoryEntry> UUID id(Class<E> type, String name) {
        return entries(type, admin, ListFilter.NONE).stream()
                .filter(entry -> entry.name().equals(name))
                .map(DirectoryEntry::id)
                .findFirst()
                .orElseThrow();
    }

    private List<String> found(ListFilter filter) {
        return entries(Contact.class, admin, filter).stream()
                .map(DirectoryEntry::name)
                .toList();
    }

    private <E extends DirectoryEntry> List<String> names(Class<E> type, Caller caller) {
        return entries(type, caller, ListFilter.NONE).stream()
                .map(DirectoryEntry::name)
                .toList();
    }

    private <E extends DirectoryEntry> List<E> entries(Class<E> type, Caller caller, ListFilter filter) {
        return list(type, caller, filter, new Page(100, null, null)).data();
    }

    private <E extends DirectoryEntry> ListPage<E> list(Class<E> type, Caller caller, ListFilter filter, Page page) {
        return await(() -> reader.list(type, caller, filter, page));
    }

    private JsonNode node(AgentResponse agent) {
        return json.valueToTree(agent);
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

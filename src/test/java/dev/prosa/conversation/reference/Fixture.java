package dev.prosa.conversation.reference;

import dev.prosa.conversation.model.DepartmentId;
import dev.prosa.testing.Client;
import dev.prosa.testing.TestInstitution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What a random sequence has to do with: two departments and triage, agents of every role inside and outside, two channels (one
 * without a department), three contacts.
 *
 * @param departments two; triage is no department
 * @param programId what the program's messages are signed with
 */
record Fixture(
        TestInstitution institution,
        List<DepartmentId> departments,
        List<Member> agents,
        List<Channel> channels,
        List<Contact> contacts,
        Client program,
        UUID programId) {

    static final String CHANNEL_PHONE = "551130000000";
    static final String PROGRAM_NAME = "Program";

    /** An agent as it is at the beginning. */
    record Member(UUID id, String name, String role, Set<DepartmentId> departments, Client http) {}

    record Channel(UUID id, DepartmentId departmentOrNull) {}

    record Contact(UUID id, String name, String phone) {}

    static Fixture in(TestInstitution institution) {
        DepartmentId sales = new DepartmentId(institution.department("Sales"));
        DepartmentId support = new DepartmentId(institution.department("Support"));
        List<Member> agents = List.of(
                member(institution, "Ana", "AGENT", sales),
                member(institution, "Bruno", "AGENT", sales, support),
                member(institution, "Sofia", "SUPERVISOR", support),
                member(institution, "Otto", "ADMIN"));
        List<Channel> channels = List.of(
                new Channel(institution.channel(sales.value()), sales), new Channel(institution.channel(null), null));
        List<Contact> contacts = new ArrayList<>();
        for (String name : List.of("Carlos", "Carmen", "Célia")) contacts.add(contact(institution, name));
        Client program = institution.program();
        UUID programId = institution.query("select id from api_key where institution_id = ?", institution.id());
        return new Fixture(institution, List.of(sales, support), agents, channels, contacts, program, programId);
    }

    /** The client of an agent; null: the program. */
    Client client(UUID agentOrNull) {
        return agents.stream()
                .filter(agent -> agent.id().equals(agentOrNull))
                .map(Member::http)
                .findFirst()
                .orElse(program);
    }

    /** All feeds, triage last. */
    List<UUID> feeds() {
        return List.of(departments.get(0).value(), departments.get(1).value(), institution.id());
    }

    UUID feedOf(DepartmentId departmentOrNull) {
        return departmentOrNull == null ? institution.id() : departmentOrNull.value();
    }

    private static Member member(TestInstitution institution, String name, String role, DepartmentId... departments) {
        UUID[] ids = Arrays.stream(departments).map(DepartmentId::value).toArray(UUID[]::new);
        TestInstitution.Agent agent = institution.agent(name, role, ids);
        return new Member(agent.id(), name, role, Set.of(departments), agent.http());
    }

    private static Contact contact(TestInstitution institution, String name) {
        String phone = institution.phone();
        UUID id = institution.query(
                "insert into contact (institution_id, name, phone) values (?, ?, ?) returning id",
                institution.id(),
                name,
                phone);
        return new Contact(id, name, phone);
    }
}

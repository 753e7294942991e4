package dev.prosa.conversation.reference;

import dev.prosa.conversation.model.DepartmentId;
import dev.prosa.testing.Client;
import dev.prosa.testing.World;
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
        World world,
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

    static Fixture in(World world) {
        DepartmentId sales = new DepartmentId(world.department("Sales"));
        DepartmentId support = new DepartmentId(world.department("Support"));
        List<Member> agents = List.of(
                member(world, "Ana", "AGENT", sales),
                member(world, "Bruno", "AGENT", sales, support),
                member(world, "Sofia", "SUPERVISOR", support),
                member(world, "Otto", "ADMIN"));
        List<Channel> channels =
                List.of(new Channel(world.channel(sales.value()), sales), new Channel(world.channel(null), null));
        List<Contact> contacts = new ArrayList<>();
        for (String name : List.of("Carlos", "Carmen", "Célia")) contacts.add(contact(world, name));
        Client program = world.program();
        UUID programId = world.query("select id from api_key where institution_id = ?", world.institution());
        return new Fixture(world, List.of(sales, support), agents, channels, contacts, program, programId);
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
        return List.of(departments.get(0).value(), departments.get(1).value(), world.institution());
    }

    UUID feedOf(DepartmentId departmentOrNull) {
        return departmentOrNull == null ? world.institution() : departmentOrNull.value();
    }

    private static Member member(World world, String name, String role, DepartmentId... departments) {
        UUID[] ids = Arrays.stream(departments).map(DepartmentId::value).toArray(UUID[]::new);
        World.Agent agent = world.agent(name, role, ids);
        return new Member(agent.id(), name, role, Set.of(departments), agent.http());
    }

    private static Contact contact(World world, String name) {
        String phone = world.phone();
        UUID id = world.query(
                "insert into contact (institution_id, name, phone) values (?, ?, ?) returning id",
                world.institution(),
                name,
                phone);
        return new Contact(id, name, phone);
    }
}

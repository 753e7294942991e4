package dev.prosa.directory.institution;

import dev.prosa.directory.Department;
import dev.prosa.directory.Membership;
import dev.prosa.directory.Role;
import dev.prosa.directory.channel.ChannelType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An institution to be created, with what belongs to it; departments are referred to by their names. */
public record NewInstitution(String name, List<String> departments, List<Channel> channels, List<Agent> agents) {

    /**
     * @param department null: triage
     * @param phone digits, or null
     */
    public record Channel(String name, ChannelType type, String department, String phone) {}

    /** @param passwordHash as {@code PasswordHash} makes it */
    public record Agent(String name, String email, String passwordHash, Role role, List<String> departments) {}

    /** An institution with its ADMIN alone. */
    public static NewInstitution of(String name, String adminName, String email, String passwordHash) {
        Agent admin = new Agent(adminName, email, passwordHash, Role.ADMIN, List.of());
        return new NewInstitution(name, List.of(), List.of(), List.of(admin));
    }

    /** All but the institution itself, each after what it refers to. */
    Object[] entities(UUID institution, Instant now) {
        List<Object> entities = new ArrayList<>();
        Map<String, UUID> departmentIds = new HashMap<>();
        for (String department : departments) {
            Department entity = new Department(institution, department, now);
            departmentIds.put(department, entity.id());
            entities.add(entity);
        }
        for (Channel channel : channels) {
            UUID department = departmentIds.get(channel.department());
            entities.add(new dev.prosa.directory.channel.Channel(
                    institution, channel.name(), channel.type(), department, channel.phone(), now));
        }
        for (Agent agent : agents) addAgent(entities, agent, institution, departmentIds, now);
        return entities.toArray();
    }

    private static void addAgent(
            List<Object> entities, Agent agent, UUID institution, Map<String, UUID> departmentIds, Instant now) {
        var entity = new dev.prosa.directory.Agent(
                institution, agent.name(), agent.email(), agent.passwordHash(), agent.role(), now);
        entities.add(entity);
        for (String department : agent.departments())
            entities.add(new Membership(institution, departmentIds.get(department), entity.id()));
    }
}

package dev.prosa.directory;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** An institution to be made, with what belongs to it; departments are referred to by their names. */
@RegisterForReflection
public record NewInstitution(String name, List<String> departments, List<Channel> channels, List<Agent> agents) {

    /**
     * @param department null: triage
     * @param phone digits, or null
     */
    public record Channel(String name, String type, String department, String phone) {}

    /** @param passwordHash as {@code PasswordHash} makes it */
    public record Agent(String name, String email, String passwordHash, Role role, List<String> departments) {}

    /** An institution of nobody but its ADMIN. */
    public static NewInstitution of(String name, String adminName, String email, String passwordHash) {
        Agent admin = new Agent(adminName, email, passwordHash, Role.ADMIN, List.of());
        return new NewInstitution(name, List.of(), List.of(), List.of(admin));
    }
}

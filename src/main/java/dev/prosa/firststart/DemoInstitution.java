package dev.prosa.firststart;

import dev.prosa.directory.Role;
import dev.prosa.directory.channel.ChannelType;
import dev.prosa.directory.institution.NewInstitution;
import dev.prosa.directory.institution.NewInstitution.Agent;
import dev.prosa.directory.institution.NewInstitution.Channel;
import java.util.List;

/** The institution for trying out. */
final class DemoInstitution {

    static final String PASSWORD = "prosa-demo";

    private static final String SALES = "Sales";
    private static final String SUPPORT = "Support";
    private static final String FINANCE = "Finance";

    private DemoInstitution() {}

    static NewInstitution institution(String passwordHash) {
        return new NewInstitution("Demo", List.of(SALES, SUPPORT, FINANCE), channels(), agents(passwordHash));
    }

    private static List<Channel> channels() {
        return List.of(
                new Channel("Sales web chat", ChannelType.WEBCHAT, SALES, null),
                new Channel("Support WhatsApp", ChannelType.WHATSAPP_WABA, SUPPORT, "4930555000100"),
                new Channel("Finance web chat", ChannelType.WEBCHAT, FINANCE, null));
    }

    private static List<Agent> agents(String hash) {
        return List.of(
                new Agent("Admin", "admin@demo.prosa", hash, Role.ADMIN, List.of()),
                new Agent("Ana", "ana@demo.prosa", hash, Role.AGENT, List.of(SALES)),
                new Agent("Bruno", "bruno@demo.prosa", hash, Role.AGENT, List.of(SUPPORT)),
                new Agent("Carla", "carla@demo.prosa", hash, Role.AGENT, List.of(SALES, SUPPORT)));
    }
}

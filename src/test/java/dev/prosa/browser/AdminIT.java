package dev.prosa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import dev.prosa.testing.Client;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An administrator sets an institution up, from nothing to the first message. */
@RequiresChromium
class AdminIT {

    @RegisterExtension
    final ConsoleExtension browsers = new ConsoleExtension();

    private RegisteredInstitution institution;
    private ConsolePage admin;

    @Test
    void institution_setUpByAnAdmin_receivesItsFirstMessage() {
        institution = browsers.institution();
        admin = browsers.console(institution.admin()).logsIn().opensView("Admin");
        department("Sales");
        agent("Ana", "ana-" + institution.admin().email());
        channel("Website");
        String key = apiKey("Web chat");
        admin.page().reload();
        assertThat(admin.page().getByText("Web chat")).isVisible();
        assertThat(admin.page().content()).doesNotContain(key);

        new Contact("Maria Souza", "5511987654321", channelId(), new Client(browsers.service(), key))
                .writes("Is the room free?");
        RegisteredInstitution.Agent ana = new RegisteredInstitution.Agent(
                null, "Ana", "ana-" + institution.admin().email(), null);
        browsers.console(ana).logsIn().selectsDepartment("Sales").sees("Maria Souza");
    }

    @Test
    void deletion_ofWhatIsInUse_isRefusedWithItsReason() {
        institution = browsers.institution();
        institution.channel("Website", "WEBCHAT", institution.department("Sales"));
        admin = browsers.console(institution.admin()).logsIn().opensView("Admin");
        admin.errors().expect(409);
        admin.button("Delete Sales").click();
        Locator dialog = admin.dialog("Delete Sales?");
        dialog.getByRole(AriaRole.BUTTON, ConsolePage.named("Delete")).click();
        assertThat(dialog.getByRole(AriaRole.ALERT)).containsText("It still has active conversations, or channels");
        dialog.getByRole(AriaRole.BUTTON, ConsolePage.named("Cancel")).click();
        assertThat(row("Sales")).isVisible();
    }

    private void department(String name) {
        create("Departments", "New department", dialog -> {}, name);
    }

    private void agent(String name, String email) {
        create(
                "Agents",
                "New agent",
                dialog -> {
                    field(dialog, "Email").fill(email);
                    dialog.getByLabel("Password").fill(RegisteredInstitution.PASSWORD);
                    dialog.getByLabel("Sales").check();
                },
                name);
    }

    private void channel(String name) {
        create(
                "Channels",
                "New channel",
                dialog -> dialog.getByLabel("Department").selectOption(new SelectOption().setLabel("Sales")),
                name);
    }

    private String apiKey(String name) {
        section("API keys");
        admin.button("New API key").click();
        Locator dialog = admin.dialog("New API key");
        field(dialog, "Name").fill(name);
        dialog.getByText("messages.ingest").click();
        dialog.getByRole(AriaRole.BUTTON, ConsolePage.named("Create")).click();
        Locator shown = admin.dialog("API key created");
        String key = field(shown, "API key").inputValue();
        assertThat(key).startsWith("prosa_sk_");
        shown.getByRole(AriaRole.BUTTON, ConsolePage.named("Copy")).click();
        assertThat(shown.getByRole(AriaRole.STATUS)).not().isEmpty();
        shown.getByRole(AriaRole.BUTTON, ConsolePage.named("Close")).click();
        assertThat(row(name)).isVisible();
        return key;
    }

    private void create(String section, String button, Consumer<Locator> fill, String name) {
        section(section);
        admin.button(button).click();
        Locator dialog = admin.dialog(button);
        field(dialog, "Name").fill(name);
        fill.accept(dialog);
        dialog.getByRole(AriaRole.BUTTON, ConsolePage.named("Create")).click();
        admin.hasNoDialog();
        assertThat(row(name)).isVisible();
    }

    private void section(String name) {
        admin.navigation("Administration")
                .getByRole(AriaRole.LINK, ConsolePage.named(name))
                .click();
    }

    private Locator row(String name) {
        return admin.page().getByRole(AriaRole.ROWHEADER, ConsolePage.pageNamed(name));
    }

    private static Locator field(Locator dialog, String label) {
        return dialog.getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName(ConsolePage.starting(label)));
    }

    private String channelId() {
        return institution
                .admin()
                .http()
                .get("/v1/channels")
                .ok()
                .data()
                .get(0)
                .path("id")
                .asText();
    }
}

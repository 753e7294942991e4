package dev.prosa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A day without a mouse. */
@RequiresChromium
class KeyboardIT {

    @RegisterExtension
    final ConsoleExtension browsers = new ConsoleExtension();

    @Test
    void console_isUsable_byKeysAlone() {
        RegisteredInstitution institution = browsers.institution();
        String sales = institution.department("Sales");
        institution.department("Support");
        String website = institution.channel("Website", "WEBCHAT", sales);
        institution.contact("Maria Souza", website).writes("Is the room free?");
        institution.contact("João Lima", website).writes("Good morning");
        ConsolePage ana = browsers.console(institution.agent("Ana", sales)).opensTheConsole();

        assertThat(ana.field("Email")).isFocused();
        ana.types(ana.agent().email());
        ana.presses("Tab").types(RegisteredInstitution.PASSWORD);
        ana.presses("Enter").isLive();

        ana.presses("?").dialog("Keyboard shortcuts");
        ana.presses("Escape").hasNoDialog();

        ana.presses("/").types("joao");
        ana.seesOnly("João Lima");
        ana.page().getByRole(AriaRole.SEARCHBOX).selectText();
        ana.presses("Backspace").presses("Escape");
        ana.page().getByRole(AriaRole.SEARCHBOX).blur();
        ana.seesOnly("Maria Souza", "João Lima");

        ana.presses("j").showsConversation("Maria Souza");
        ana.presses("j").showsConversation("João Lima");
        OpenConversation thread = ana.presses("k").showsConversation("Maria Souza");
        ana.presses("t");
        assertThat(thread.button("Take")).hasCount(0);
        ana.presses("2").tabCounts("Mine", 1);

        thread = ana.presses("j").showsConversation("Maria Souza");
        ana.presses("r").types("First line");
        ana.presses("Shift+Enter").types("and the second");
        ana.presses("Enter");
        thread.showsMessage("First line and the second");

        ana.presses("Escape").presses("x").dialog("Transfer");
        ana.presses("Escape").hasNoDialog();
        ana.presses("g");
        assertThat(thread.button("Take")).isVisible();
        ana.presses("e").dialog("Close conversation");
        ana.presses("Tab", "Tab", "Enter").hasNoDialog();
        ana.presses("4").sees("Maria Souza");
        ana.presses("n").dialog("New conversation");
        ana.presses("Escape").hasNoDialog();
    }
}

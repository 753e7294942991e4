package dev.prosa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A day without a mouse. */
@RequiresChromium
class KeyboardIT {

    @RegisterExtension
    final Scene scene = new Scene();

    @Test
    void console_isUsable_byKeysAlone() {
        Institution institution = scene.institution();
        String sales = institution.department("Sales");
        institution.department("Support");
        String website = institution.channel("Website", "WEBCHAT", sales);
        institution.contact("Maria Souza", website).writes("Is the room free?");
        institution.contact("João Lima", website).writes("Good morning");
        Desk ana = scene.desk(institution.agent("Ana", sales)).opensTheConsole();

        assertThat(ana.field("Email")).isFocused();
        ana.types(ana.agent().email());
        ana.presses("Tab").types(Institution.PASSWORD);
        ana.presses("Enter").isLive();

        ana.presses("?").dialog("Keyboard shortcuts");
        ana.presses("Escape").hasNoDialog();

        ana.presses("/").types("joao");
        ana.seesOnly("João Lima");
        ana.page().getByRole(AriaRole.SEARCHBOX).selectText();
        ana.presses("Backspace").presses("Escape");
        ana.page().getByRole(AriaRole.SEARCHBOX).blur();
        ana.seesOnly("Maria Souza", "João Lima");

        ana.presses("j").looksAt("Maria Souza");
        ana.presses("j").looksAt("João Lima");
        OpenConversation thread = ana.presses("k").looksAt("Maria Souza");
        ana.presses("t");
        assertThat(thread.button("Take")).hasCount(0);
        ana.presses("2").counts("Mine", 1);

        thread = ana.presses("j").looksAt("Maria Souza");
        ana.presses("r").types("First line");
        ana.presses("Shift+Enter").types("and the second");
        ana.presses("Enter");
        thread.reads("First line and the second");

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

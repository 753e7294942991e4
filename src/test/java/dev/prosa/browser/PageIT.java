package dev.prosa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page as such: what it loads, what it allows, in which language and on how narrow a screen. */
@RequiresChromium
class PageIT {

    private static final int SCRIPT_LIMIT = 100 * 1024;

    @RegisterExtension
    final ConsoleExtension browsers = new ConsoleExtension();

    private RegisteredInstitution institution;
    private String website;
    private RegisteredInstitution.Agent ana;

    @BeforeEach
    void anAgent() {
        institution = browsers.institution();
        String sales = institution.department("Sales");
        website = institution.channel("Website", "WEBCHAT", sales);
        ana = institution.agent("Ana", sales);
    }

    @Test
    void firstView_loadsLessThan100KilobytesOfScript() {
        ConsolePage console = browsers.console(ana);
        List<Response> scripts = new ArrayList<>();
        console.page().onResponse(response -> {
            if (response.request().resourceType().equals("script")) scripts.add(response);
        });
        console.logsIn();
        assertThat(scripts).isNotEmpty();
        assertThat(scripts.stream()
                        .mapToInt(script -> compressed(script.body()))
                        .sum())
                .isLessThan(SCRIPT_LIMIT);
    }

    private static int compressed(byte[] script) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.size();
    }

    @Test
    void page_runsOnlyWhatProsaServes() {
        ConsolePage console = browsers.console(ana).opensTheConsole();
        assertThatThrownBy(() -> console.page().evaluate("document.createElement('script').text = 'window.ran = 1'"))
                .hasMessageContaining("TrustedScript");
        console.page().evaluate("document.head.append(document.createElement('style'))");
        console.page().evaluate("document.querySelector('style').textContent = 'form {display: none}'");
        assertThat(console.button("Log in")).isVisible();
        assertThatThrownBy(console::assertNoErrors)
                .hasMessageContaining("TrustedScript")
                .hasMessageContaining("Content Security Policy");
        console.errors().expect("TrustedScript");
        console.errors().expect("Content Security Policy");
    }

    @Test
    void contactText_isShownAsText() {
        String nasty = "<img src=x onerror=\"document.title='ran'\"><b>bold</b>";
        institution.contact("<i>Eve</i>", website).writes(nasty);
        ConsolePage console = browsers.console(ana).logsIn();
        console.sees("<i>Eve</i>").showsLastMessage(nasty);
        console.opens("<i>Eve</i>").showsMessage(nasty);
        assertThat(console.page()).hasTitle("Prosa");
    }

    @Test
    void page_usesTheBrowsersLanguage_orTheChosenOne() {
        ConsolePage console = browsers.console(ana, Screen.DESKTOP.in("pt-BR")).opensTheConsole();
        console.field("E-mail").fill(ana.email());
        console.field("Senha").fill(RegisteredInstitution.PASSWORD);
        console.button("Entrar").click();
        console.isConnected("Ao vivo").opensTheMenu();
        assertThat(console.page().locator("html")).hasAttribute("lang", "pt-BR");
        console.selects("Idioma", "English").isLive();
        assertThat(console.page().locator("html")).hasAttribute("lang", "en");
        console.page().reload();
        console.isLive();
    }
}

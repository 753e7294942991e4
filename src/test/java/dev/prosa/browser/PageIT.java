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
    final Scene scene = new Scene();

    private Institution institution;
    private String website;
    private Institution.Agent ana;

    @BeforeEach
    void anAgent() {
        institution = scene.institution();
        String sales = institution.department("Sales");
        website = institution.channel("Website", "WEBCHAT", sales);
        ana = institution.agent("Ana", sales);
    }

    @Test
    void firstView_loadsLessThan100KilobytesOfScript() {
        Desk desk = scene.desk(ana);
        List<Response> scripts = new ArrayList<>();
        desk.page().onResponse(response -> {
            if (response.request().resourceType().equals("script")) scripts.add(response);
        });
        desk.logsIn();
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
        Desk desk = scene.desk(ana).opensTheConsole();
        assertThatThrownBy(() -> desk.page().evaluate("document.createElement('script').text = 'window.ran = 1'"))
                .hasMessageContaining("TrustedScript");
        desk.page().evaluate("document.head.append(document.createElement('style'))");
        desk.page().evaluate("document.querySelector('style').textContent = 'form {display: none}'");
        assertThat(desk.button("Log in")).isVisible();
        assertThatThrownBy(desk::assertNoComplaint)
                .hasMessageContaining("TrustedScript")
                .hasMessageContaining("Content Security Policy");
        desk.complaints().expect("TrustedScript");
        desk.complaints().expect("Content Security Policy");
    }

    @Test
    void contactText_isShownAsText() {
        String nasty = "<img src=x onerror=\"document.title='ran'\"><b>bold</b>";
        institution.contact("<i>Eve</i>", website).writes(nasty);
        Desk desk = scene.desk(ana).logsIn();
        desk.sees("<i>Eve</i>").says(nasty);
        desk.opens("<i>Eve</i>").reads(nasty);
        assertThat(desk.page()).hasTitle("Prosa");
    }

    @Test
    void page_usesTheBrowsersLanguage_orTheChosenOne() {
        Desk desk = scene.desk(ana, Look.DESKTOP.in("pt-BR")).opensTheConsole();
        desk.field("E-mail").fill(ana.email());
        desk.field("Senha").fill(Institution.PASSWORD);
        desk.button("Entrar").click();
        desk.isConnected("Ao vivo").opensTheMenu();
        assertThat(desk.page().locator("html")).hasAttribute("lang", "pt-BR");
        desk.selects("Idioma", "English").isLive();
        assertThat(desk.page().locator("html")).hasAttribute("lang", "en");
        desk.page().reload();
        desk.isLive();
    }
}

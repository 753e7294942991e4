package dev.prosa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The list of conversations: what is in it, in what order, and how much of it. */
@RequiresChromium
class QueueIT {

    private static final int MANY = 5_000;
    private static final int TURNS = 20;

    @RegisterExtension
    final ConsoleExtension browsers = new ConsoleExtension();

    private RegisteredInstitution institution;
    private String sales;
    private String website;
    private Contact maria;
    private Contact joao;
    private ConsolePage ana;

    @BeforeEach
    void anAgentAndTwoContacts() {
        institution = browsers.institution();
        sales = institution.department("Sales");
        website = institution.channel("Website", "WEBCHAT", sales);
        maria = institution.contact("Maria Souza", website);
        joao = institution.contact("João Lima", website);
        ana = browsers.console(institution.agent("Ana", sales));
    }

    @Test
    void rows_arriveAndMoveLive_andAreCounted() {
        ana.logsIn();
        ana.tabCounts("Waiting", 0);
        maria.writes("Is the room free?");
        ana.sees("Maria Souza")
                .showsLastMessage("Is the room free?")
                .isUnread(1)
                .isWaiting();
        joao.writes("Good morning");
        ana.seesOnly("Maria Souza", "João Lima");
        ana.tabCounts("Waiting", 2);
        ana.opensTab("All open").seesOnly("João Lima", "Maria Souza");
        maria.writes("In May");
        ana.seesOnly("Maria Souza", "João Lima");
        ana.row("Maria Souza").showsLastMessage("In May").isUnread(2);
    }

    @Test
    void queue_isFilteredAndSorted() {
        Contact inTriage = institution.contact("Carlos Prado", institution.channel("Old phone", "GENERIC", null));
        maria.writes("one");
        joao.writes("two");
        inTriage.writes("three");
        ana.logsIn().searches("joao").seesOnly("João Lima");
        ana.searches(maria.phone()).seesOnly("Maria Souza");
        ana.searches("").selectsDepartment("Triage").seesOnly("Carlos Prado");
        ana.selectsDepartment("All").seesOnly("Maria Souza", "João Lima", "Carlos Prado");
        ana.opensFilters().selects("Sort by", "Last activity").seesOnly("Carlos Prado", "João Lima", "Maria Souza");
        ana.selects("Channel", "Website").seesOnly("João Lima", "Maria Souza");
        ana.page().reload();
        ana.isLive().seesOnly("João Lima", "Maria Souza");
    }

    @Test
    void waitingTime_isSeenToGrow() {
        maria.writes("Anybody there?");
        ana.logsIn();
        Locator waiting = ana.sees("Maria Souza").item().getByText(Pattern.compile("^waiting \\d+ s$"));
        String before = waiting.innerText();
        assertThat(waiting).not().hasText(before);
    }

    @Test
    void queue_ofThousands_rendersFewRows() {
        institution.writeFromManyContacts(MANY, website);
        ana.logsIn();
        ana.tabCounts("Waiting", MANY);
        assertThat(row(1)).isVisible();
        BoundingBox list = row(1).boundingBox();
        ana.page().mouse().move(list.x + list.width / 2, list.y + list.height / 2);
        long began = System.nanoTime();
        for (int turn = 1; turn <= TURNS; turn++) scrollsTo(turn * MANY / TURNS, list.height);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
        assertThat(ana.rows().count()).isLessThan(60);
    }

    /** As a wheel does it. */
    private void scrollsTo(int row, double height) {
        ana.page().mouse().wheel(0, MANY / TURNS * height);
        assertThat(row(row)).isVisible();
    }

    private Locator row(int position) {
        return ana.list().locator("[aria-posinset='" + position + "']");
    }
}

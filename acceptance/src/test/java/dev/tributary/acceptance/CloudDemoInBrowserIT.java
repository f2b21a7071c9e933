package dev.tributary.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The demo of Cloud as people use it, in a real browser: sites are chosen, and what is missing is allowed later. */
class CloudDemoInBrowserIT {

    private static Browser browser;
    private static TributaryProcess demo;

    @BeforeAll
    static void startTheDemo() {
        browser = Browser.open();
        demo = TributaryProcess.start(Map.of(), "demo", "--edition", "cloud", "--port", "0");
        demo.ready();
    }

    @AfterAll
    static void stopTheDemo() {
        if (demo != null) {
            demo.close();
            browser.close();
        }
    }

    @Test
    void alice_chooses_a_site_allows_comments_later_disconnects_and_chooses_the_other_site() {
        Visitor alice = new Visitor(browser.person(), demo.ready().toString()).signedInAs("alice");
        Page page = alice.page();
        page.locator("#connect").click();
        alice.acceptAt("lakes", "alice");
        assertThat(alice.notice()).containsText("Connected as Alice Arroyo");
        assertThat(home(alice)).containsText("/site/lakes/");
        assertThat(alice.pages()).not().hasCount(0);

        page.locator("#new-page").click();
        page.getByLabel("Title").fill("Minutes of the lakes");
        alice.button("Create page").click();
        assertThat(alice.link("Minutes of the lakes")).isVisible();
        assertThat(alice.link("Minutes of the lakes").getAttribute("href")).contains("/site/lakes/wiki/spaces/");

        comment(alice);
        assertThat(alice.notice()).containsText("have not allowed this portal to do that yet");
        Inspection.of(page, "portal-scope-missing");
        alice.button("Allow it at Confluence").click();
        alice.acceptAt("lakes", "alice");
        assertThat(alice.notice()).containsText("Connected as");
        comment(alice);
        assertThat(alice.notice()).containsText("Added your comment");
        assertThat(alice.button("Allow it at Confluence")).hasCount(0);

        alice.button("Disconnect").click();
        assertThat(alice.notice()).containsText("lives on until you end it there");
        assertThat(alice.link("See what you have allowed").getAttribute("href")).contains("/manage-profile/apps");

        page.locator("#connect").click();
        alice.acceptAt("rivers", "alice");
        assertThat(page.locator("h1")).hasText("Which Confluence?");
        Inspection.of(page, "gateway-choose");
        alice.button("rivers").click();
        assertThat(alice.notice()).containsText("Connected as");
        assertThat(home(alice)).containsText("/site/rivers/");
        assertThat(alice.link("Minutes of the lakes")).hasCount(0);
    }

    private static void comment(Visitor visitor) {
        Locator first = visitor.pages().first();
        first.locator("summary").click();
        first.locator("textarea").fill("Seen & agreed.");
        first.locator("button").click();
    }

    private static Locator home(Visitor visitor) {
        return visitor.page().locator("#home");
    }
}

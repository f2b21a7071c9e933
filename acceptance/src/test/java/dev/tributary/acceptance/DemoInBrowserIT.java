package dev.tributary.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The demo as people use it, in a real browser. */
class DemoInBrowserIT {

    private static final String ADMIN_ONLY = "Salary";

    private static Browser browser;
    private static TributaryProcess demo;

    @BeforeAll
    static void startTheDemo() {
        browser = Browser.open();
        demo = TributaryProcess.start(Map.of(), "demo", "--port", "0", "--set", "access-token-lifetime=PT6S");
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
    void alice_connects_reads_writes_is_renewed_and_disconnects() {
        Visitor alice = somebody().signedInAs("alice").connectedAs("alice");
        Page page = alice.page();
        assertThat(alice.account()).containsText("Alice");
        assertThat(alice.pages()).not().hasCount(0);

        page.locator("#new-page").click();
        page.getByLabel("Title").fill("Minutes of today");
        page.getByLabel("Text", new Page.GetByLabelOptions().setExact(true)).fill("We <agreed>.");
        alice.button("Create page").click();
        assertThat(alice.notice()).containsText("Minutes of today");
        assertThat(alice.link("Minutes of today")).isVisible();

        assertThat(alice.renewals()).not().hasText("0", new LocatorAssertions.HasTextOptions().setTimeout(30_000));
        alice.button("End the token at Confluence").click();
        assertThat(alice.notice()).containsText("has ended the access token");
        assertThat(alice.link("Minutes of today")).isVisible();

        alice.button("Disconnect").click();
        assertThat(alice.notice()).containsText("Confluence has revoked the grant");
        assertThat(page.locator("#connect")).isVisible();
    }

    @Test
    void bob_in_a_browser_of_his_own_sees_only_what_bob_may_see() {
        Visitor alice = somebody().signedInAs("ann").connectedAs("alice");
        Visitor bob = somebody().signedInAs("bob").connectedAs("bob");

        assertThat(bob.account()).containsText("Bob");
        assertThat(alice.account()).containsText("Alice");
        assertThat(bob.pages()).not().hasCount(0);
        assertThat(bob.page().locator("#pages").textContent()).doesNotContain(ADMIN_ONLY);

        Visitor admin = somebody().signedInAs("ada").connectedAs("admin");
        assertThat(admin.page().locator("#pages").textContent()).contains(ADMIN_ONLY);
    }

    @Test
    void what_is_searched_for_is_found_and_can_be_commented_on() {
        Visitor alice = somebody().signedInAs("sue").connectedAs("alice");
        Page page = alice.page();
        page.getByLabel("Search in Confluence").fill("budget");
        alice.button("Search").click();

        assertThat(alice.pages()).not().hasCount(0);
        assertThat(alice.link("Quarterly Budget")).isVisible();
        assertThat(alice.link("Travel Policy")).hasCount(0);

        alice.pages().first().locator("summary").click();
        alice.pages().first().locator("textarea").fill("Seen & agreed.");
        alice.pages().first().locator("button").click();
        assertThat(alice.notice()).containsText("Added your comment");
    }

    @Test
    void denying_ends_on_a_friendly_page() {
        Visitor carol = somebody().signedInAs("carol").atConsentAs("alice");
        carol.button("Deny").click();

        assertThat(carol.notice()).containsText("You denied access");
        assertThat(carol.page().locator("#connect")).isVisible();
        assertThat(carol.page().url()).startsWith(portal());
    }

    @Test
    void the_back_button_does_no_harm() {
        Visitor dora = somebody().signedInAs("dora").connectedAs("alice");

        dora.page().goBack();
        assertFriendly(dora.page());
        dora.page().navigate(portal());

        assertThat(dora.account()).containsText("Alice");
        assertThat(dora.pages()).not().hasCount(0);
    }

    @Test
    void a_reloaded_callback_does_no_harm() {
        Visitor dave = somebody().signedInAs("dave");
        List<String> ways = new ArrayList<>();
        dave.page().onResponse(response -> remember(response, ways));
        dave.connectedAs("alice");

        assertThat(ways)
                .as("the callback of the gateway, and the way back to the portal")
                .hasSize(2);
        for (String way : List.copyOf(ways)) {
            dave.page().navigate(way);
            assertFriendly(dave.page());
        }
        dave.page().navigate(portal());
        assertThat(dave.account()).containsText("Alice");
        assertThat(dave.pages()).not().hasCount(0);
    }

    @Tag("C2")
    @Test
    void a_connect_link_is_of_no_use_in_the_browser_of_somebody_else() {
        Visitor mallory = somebody().signedInAs("mallory");
        mallory.page().locator("#connect").click();
        String link = mallory.page().url();

        Visitor victim = somebody().signedInAs("victor");
        victim.page().navigate(link);
        victim.button("Continue to Confluence").click();
        victim.logIn("bob");
        victim.button("Approve").click();

        assertThat(victim.notice()).containsText("belongs to another browser");
        mallory.page().navigate(portal());
        assertThat(mallory.page().locator("#connect")).isVisible();
        assertThat(victim.page().locator("#connect")).isVisible();
    }

    private static Visitor somebody() {
        return new Visitor(browser.person(), portal());
    }

    private static String portal() {
        return demo.ready().toString();
    }

    private static void remember(Response response, List<String> ways) {
        if (response.url().contains("/callback/") || response.url().contains("connection_code=")) {
            ways.add(response.url());
        }
    }

    private static void assertFriendly(Page page) {
        assertThat(page.locator("h1")).isVisible();
        assertThat(page.locator("body").textContent()).doesNotContain("Exception", "\tat ", "Internal Server Error");
    }
}

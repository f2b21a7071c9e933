package dev.tributary.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The demo as people see it, in a real browser. */
class DemoInBrowserIT {

    private static final String ADMIN_ONLY = "Salary";

    private static Browser browser;
    private static TributaryProcess demo;
    private static String portal;

    @BeforeAll
    static void startTheDemo() {
        browser = Browser.open();
        demo = TributaryProcess.start(Map.of(), "demo", "--port", "0", "--set", "access-token-lifetime=PT6S");
        portal = demo.ready().toString();
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
        Page page = browser.person();
        signIn(page, "alice");
        Browser.picture(page, "portal-before-connecting");
        connect(page, "alice");

        assertThat(page.locator("#account")).containsText("Alice");
        assertThat(page.locator("#pages li")).not().hasCount(0);
        Browser.picture(page, "portal-connected");

        page.getByLabel("Title").fill("Minutes of today");
        page.getByLabel("Text", new Page.GetByLabelOptions().setExact(true)).fill("We <agreed>.");
        page.locator("#create").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Minutes of today");
        assertThat(link(page, "Minutes of today")).isVisible();

        assertThat(page.locator("#renewals"))
                .not()
                .hasText("0", new LocatorAssertions.HasTextOptions().setTimeout(30_000));
        page.locator("#end-token").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("has ended the access token");
        assertThat(link(page, "Minutes of today")).isVisible();

        page.locator("#disconnect").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Disconnected");
        assertThat(page.locator("#connect")).isVisible();
    }

    @Test
    void bob_in_a_browser_of_his_own_sees_only_what_bob_may_see() {
        Page page = browser.person();
        signIn(page, "bob");
        connect(page, "bob");

        assertThat(page.locator("#account")).containsText("Bob");
        assertThat(page.locator("#pages li")).not().hasCount(0);
        assertThat(page.locator("#pages").textContent()).doesNotContain(ADMIN_ONLY);
    }

    @Test
    void denying_ends_on_a_friendly_page() {
        Page page = browser.person();
        signIn(page, "carol");
        toConsent(page, "alice");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Deny"))
                .click();

        assertThat(page.getByRole(AriaRole.STATUS)).containsText("You denied access");
        assertThat(page.locator("#connect")).isVisible();
        Browser.picture(page, "portal-denied");
    }

    @Test
    void the_back_button_and_a_reloaded_callback_do_no_harm() {
        Page page = browser.person();
        signIn(page, "dora");
        String[] callback = new String[1];
        page.onResponse(response -> remember(response, callback));
        connect(page, "alice");

        page.goBack();
        page.navigate(portal);
        assertThat(page.locator("#account")).containsText("Alice");

        assertThat(callback[0]).isNotNull();
        page.navigate(callback[0]);
        assertThat(page.locator("body")).not().containsText("Exception");
        page.navigate(portal);
        assertThat(page.locator("#account")).containsText("Alice");
    }

    @Test
    void the_pages_fit_a_phone_and_the_dark() {
        Page page = browser.personOnThePhone();
        signIn(page, "erin");
        page.locator("#connect").click();
        Browser.picture(page, "phone-connect-page");
        fits(page);
        continueFromConnectPage(page);
        Browser.picture(page, "phone-login");
        fits(page);
        logIn(page, "alice");
        Browser.picture(page, "phone-consent");
        fits(page);
        approve(page);
        Browser.picture(page, "phone-portal");
        fits(page);
    }

    private static void signIn(Page page, String name) {
        page.navigate(portal);
        page.getByLabel("Name at Docs Portal").fill(name);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
    }

    private static void connect(Page page, String account) {
        toConsent(page, account);
        approve(page);
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Connected as");
    }

    private static void toConsent(Page page, String account) {
        page.locator("#connect").click();
        Browser.picture(page, "connect-page");
        continueFromConnectPage(page);
        Browser.picture(page, "login");
        logIn(page, account);
        Browser.picture(page, "consent");
    }

    private static void continueFromConnectPage(Page page) {
        page.locator("form button").first().click();
    }

    private static void logIn(Page page, String account) {
        page.locator("[name=os_username]").fill(account);
        page.locator("[name=os_password]").fill(account);
        page.locator("[name=os_password]").press("Enter");
    }

    private static void approve(Page page) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Approve"))
                .click();
    }

    private static Locator link(Page page, String text) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(text));
    }

    private static void remember(Response response, String[] callback) {
        if (response.url().contains("/callback/")) {
            callback[0] = response.url();
        }
    }

    private static void fits(Page page) {
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("the page is not wider than the phone")
                .isTrue();
    }
}

package dev.tributary.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console in a real browser: on every screen, for everybody, by the keyboard alone, and without a script. */
class ConsoleInBrowserIT {

    private static final String KEY = "trib_" + "fedcba9876543210".repeat(4);
    private static final String CONFIGURATION = """
            publicUrl: %s
            console: { adminKeys: true }
            sites:  { wiki: { dataCenter: { baseUrl: "%s", clientId: my-app, clientSecret: "${WIKI_SECRET}" }, simulator: true } }
            apps:
              portal: { keys: ["${PORTAL_KEY}"], sites: [wiki], rights: [connect, proxy], returnUrls: ["http://localhost:8082/back"] }
              operators: { keys: ["${OPERATORS_KEY}"], sites: [wiki], rights: [admin] }
            """;

    @TempDir
    static Path directory;

    private static Browser browser;
    private static TributaryProcess confluence;
    private static TributaryProcess gateway;
    private static String console;

    @BeforeAll
    static void start() {
        browser = Browser.open();
        Gateway settings = Gateway.in(directory);
        confluence = settings.confluence();
        gateway = settings.serve(
                CONFIGURATION.formatted(settings.publicUrl(), confluence.ready()), Map.of("OPERATORS_KEY", KEY));
        console = gateway.ready() + "/console/";
        try (TributaryProcess curl = settings.curl(Map.of())) {
            assertThat(curl.exitCode()).as(curl.printed()).isZero();
        }
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            gateway.close();
            confluence.close();
            browser.close();
        }
    }

    @Test
    void every_page_suits_everybody_and_breaks_no_rule_of_its_own() {
        Page page = browser.person();
        List<String> complaints = complaints(page);
        page.navigate(console);
        Inspection.of(page, "console-sign-in");
        signIn(page);
        Inspection.of(page, "console-overview");

        go(page, "Connections");
        Inspection.of(page, "console-connections");
        page.getByLabel("Status").selectOption("DISCONNECTED");
        assertThat(page.locator("#found tbody tr")).hasCount(1);
        page.waitForURL(address -> address.contains("status=DISCONNECTED"));
        page.locator("#found a").first().click();
        Inspection.of(page, "console-connection");

        go(page, "Apps");
        Inspection.of(page, "console-apps");
        link(page, "Mint a key for portal").click();
        Inspection.of(page, "console-mint");
        button(page, "Mint the key").click();
        assertThat(page.locator("input.secret")).hasValue(Pattern.compile("trib_.{43}"));
        link(page, "Done").click();
        page.locator("a[href^='/console/revoke/']").click();
        Inspection.of(page, "console-revoke");
        button(page, "Revoke").click();

        go(page, "Doctor");
        button(page, "Examine everything").click();
        assertThat(page.locator(".checks li").last())
                .containsText("client", new ContainsTextOptions().setTimeout(120_000));
        assertThat(page.locator("#progress [role=status]")).containsText("Begun");
        Inspection.of(page, "console-doctor");
        go(page, "Audit");
        Inspection.of(page, "console-audit");
        go(page, "Overview");
        Inspection.of(page, "console-overview-examined");
        assertThat(complaints).as("what the browser complained of").isEmpty();
    }

    @Test
    void a_site_is_registered_step_by_step() {
        Page page = browser.person();
        page.navigate(console);
        signIn(page);
        go(page, "New site");
        page.getByLabel("Name").fill("second");
        page.getByLabel("Base URL").fill("http://169.254.169.254");
        button(page, "Test and go on").click();
        Inspection.of(page, "console-site-refused");
        page.getByLabel("Base URL").fill(confluence.ready().toString());
        button(page, "Test and go on").click();
        assertThat(page.locator("main")).containsText("/callback/second");
        page.locator("[name=clientId]").fill("abc-def");
        button(page, "Write the configuration").click();
        assertThat(page.locator("pre")).containsText("clientSecret: \"${SECOND_SECRET}\"");
        Inspection.of(page, "console-site-steps");
    }

    @Test
    void everything_can_be_reached_by_the_keyboard_alone() {
        Page page = browser.person();
        page.navigate(console);
        press(page, page.getByLabel("Admin key"), KEY);
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("Overview");
        page.keyboard().press("Tab");
        assertThat(link(page, "Skip to the content")).isFocused();
        press(page, link(page, "Doctor"), "");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("Doctor");
        press(page, button(page, "Sign out"), "");
        page.keyboard().press("Enter");
        assertThat(page.getByLabel("Admin key")).isVisible();
    }

    @Test
    void nothing_needs_a_script() {
        Page page = browser.personWithoutScripts();
        page.navigate(console);
        signIn(page);
        go(page, "Connections");
        page.getByLabel("Status").selectOption("DISCONNECTED");
        button(page, "Search").click();
        assertThat(page.locator("#found tbody tr")).hasCount(1);
        go(page, "Apps");
        assertThat(page.locator("main")).containsText("operators");
        button(page, "Sign out").click();
        page.navigate(console);
        assertThat(page.getByLabel("Admin key")).isVisible();
    }

    private static List<String> complaints(Page page) {
        List<String> complaints = new ArrayList<>();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        return complaints;
    }

    private static void signIn(Page page) {
        page.getByLabel("Admin key").fill(KEY);
        button(page, "Sign in").click();
        assertThat(page.locator("h1")).hasText("Overview");
    }

    private static void go(Page page, String name) {
        page.getByRole(AriaRole.NAVIGATION).getByText(name).click();
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void press(Page page, Locator target, String text) {
        for (int step = 0;
                step < 40 && !Boolean.TRUE.equals(target.evaluate("element => element === document.activeElement"));
                step++) {
            page.keyboard().press("Tab");
        }
        assertThat(target).isFocused();
        page.keyboard().type(text);
    }
}

package dev.tributary.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.tributary.evidence.FreePort;
import dev.tributary.simulator.ConfluenceSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The example for Spring Boot as it is packaged, in a real browser: its pages and the starter's suit everybody, and need no mouse. */
class DocsPortalIT {

    private static final String VERSION = "0.1.0-SNAPSHOT";
    private static final int FURTHEST = 60;

    private static Browser browser;
    private static ConfluenceSimulator confluence;
    private static TributaryProcess portal;
    private static String address;
    private static Path keys;

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.open();
        address = "http://localhost:" + FreePort.next();
        confluence = ConfluenceSimulator.dataCenter()
                .client("portal", "portal-secret", address + "/confluence/callback/wiki")
                .start();
        keys = Files.createTempDirectory("docs-portal-");
        portal = TributaryProcess.start(
                List.of(TributaryProcess.java(), "-XX:TieredStopAtLevel=1", "-jar", jar().toString()), environment());
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> portal.printed().contains("Started DocsPortal") || !portal.isAlive());
        assertThat(portal.isAlive()).as(portal.printed()).isTrue();
    }

    private static Path jar() {
        String name = "spring-boot-docs-portal";
        return TributaryProcess.home().resolve("examples/" + name + "/target/" + name + "-" + VERSION + ".jar");
    }

    private static Map<String, String> environment() {
        return Map.of(
                "SERVER_PORT", address.substring(address.lastIndexOf(':') + 1),
                "WIKI_URL", confluence.baseUrl().toString(),
                "WIKI_CLIENT_SECRET", "portal-secret",
                "DATABASE_URL", "jdbc:h2:mem:portal",
                "TRIBUTARY_KEYSET_FILE", keys.resolve("keyset.json").toString());
    }

    @AfterAll
    static void stop() throws IOException {
        if (portal != null) {
            portal.close();
            confluence.close();
            browser.close();
            Files.deleteIfExists(keys.resolve("keyset.json"));
            Files.delete(keys);
        }
    }

    @Test
    void the_whole_way_suits_everybody_and_can_be_gone_without_a_mouse() {
        Page page = browser.person();
        page.navigate(address + "/pages");
        type(page, page.locator("[name=username]"), "ann");
        type(page, page.locator("[name=password]"), "ann");
        page.keyboard().press("Enter");

        Inspection.of(page, "spring-1-connect");
        press(page, button(page, "Connect"));
        type(page, page.locator("[name=os_username]"), "alice");
        type(page, page.locator("[name=os_password]"), "alice");
        press(page, button(page, "Log in"));
        press(page, button(page, "Approve"));

        assertThat(page.getByText("Quarterly Budget")).isVisible();
        Inspection.of(page, "spring-2-pages");
        type(page, page.getByLabel("Title"), "Written at the portal");
        type(page, page.getByLabel("Text"), "Without a mouse");
        press(page, button(page, "Write"));
        assertThat(page.getByText("Without a mouse")).isVisible();
        Inspection.of(page, "spring-3-page");

        page.navigate(address + "/");
        Inspection.of(page, "spring-4-connected");
        press(page, button(page, "Disconnect"));
        assertThat(button(page, "Connect to Confluence")).isVisible();
        Inspection.of(page, "spring-5-not-connected");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void press(Page page, Locator target) {
        tabTo(page, target);
        page.keyboard().press("Enter");
    }

    private static void type(Page page, Locator target, String text) {
        tabTo(page, target);
        page.keyboard().type(text);
    }

    private static void tabTo(Page page, Locator target) {
        assertThat(target).isVisible();
        for (int step = 0; step < FURTHEST && !hasFocus(target); step++) {
            page.keyboard().press("Tab");
        }
        assertThat(target).isFocused();
    }

    private static boolean hasFocus(Locator target) {
        return Boolean.TRUE.equals(target.evaluate("element => element === document.activeElement"));
    }
}

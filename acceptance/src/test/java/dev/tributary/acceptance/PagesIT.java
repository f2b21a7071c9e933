package dev.tributary.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every page of the journey: readable, on a phone too, in light and dark, and to be used without a mouse. */
class PagesIT {

    private static final int FURTHEST = 60;

    private static Browser browser;
    private static TributaryProcess demo;

    @BeforeAll
    static void startTheDemo() {
        browser = Browser.open();
        demo = TributaryProcess.start(Map.of(), "demo", "--port", "0");
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
    void every_page_of_the_way_suits_everybody() {
        Visitor erin = somebody();
        Page page = erin.page();
        page.navigate(portal());
        Inspection.of(page, "1-portal-sign-in");
        erin.signedInAs("erin");
        Inspection.of(page, "2-portal-not-connected");
        page.locator("#connect").click();
        Inspection.of(page, "3-gateway-connect");
        erin.button("Continue to Confluence").click();
        Inspection.of(page, "4-confluence-login");
        erin.logIn("alice");
        Inspection.of(page, "5-confluence-consent");
        erin.button("Approve").click();
        assertThat(erin.notice()).containsText("Connected as");
        Inspection.of(page, "6-portal-connected");
        page.locator("#new-page").click();
        erin.pages().first().locator("summary").click();
        Inspection.of(page, "7-portal-forms");
        page.getByLabel("Search in Confluence").fill("nothing has these words");
        erin.button("Search").click();
        Inspection.of(page, "8-portal-nothing-found");
        erin.button("Disconnect").click();
        Inspection.of(page, "9-portal-disconnected");
    }

    @Test
    void pages_about_failures_suit_everybody_too() {
        Visitor fred = somebody().signedInAs("fred");
        Page page = fred.page();
        page.locator("#connect").click();
        String link = page.url();
        String gateway = link.replaceFirst("/connect/.*", "");
        fred.button("Continue to Confluence").click();
        fred.logIn("alice");
        fred.button("Deny").click();
        Inspection.of(page, "failure-denied");

        page.navigate(link);
        Inspection.of(page, "failure-link-spent");
        page.navigate(gateway + "/connect/" + "x".repeat(43));
        Inspection.of(page, "failure-link-unknown");
        page.navigate(gateway + "/callback/wiki?code=x&state=" + "x".repeat(43));
        Inspection.of(page, "failure-callback");
        page.navigate(portal() + "/nothing-here");
        Inspection.of(page, "failure-portal-not-found");
        page.navigate(portal() + "/back?state=x&connection_code=x");
        assertThat(fred.notice()).containsText("belongs to another browser");
    }

    @Test
    void the_whole_way_can_be_gone_without_a_mouse() {
        Visitor kim = somebody();
        Page page = kim.page();
        page.navigate(portal());
        tabTo(page, page.getByLabel("Name at Docs Portal"));
        page.keyboard().press("Control+A");
        page.keyboard().type("kim");
        press(page, kim.button("Sign in"));
        press(page, page.locator("#connect"));
        press(page, kim.button("Continue to Confluence"));
        tabTo(page, page.locator("[name=os_username]"));
        page.keyboard().type("bob");
        tabTo(page, page.locator("[name=os_password]"));
        page.keyboard().type("bob");
        press(page, kim.button("Log in"));
        press(page, kim.button("Approve"));
        assertThat(kim.account()).containsText("Bob");

        press(page, page.locator("#new-page"));
        tabTo(page, page.getByLabel("Title"));
        page.keyboard().type("Written without a mouse");
        press(page, kim.button("Create page"));
        assertThat(kim.link("Written without a mouse")).isVisible();
        press(page, kim.button("Disconnect"));
        assertThat(page.locator("#connect")).isVisible();
    }

    private static void press(Page page, Locator target) {
        tabTo(page, target);
        page.keyboard().press("Enter");
    }

    /** Goes there as the keyboard does; whoever cannot see where they are is lost, so the focus has to show. */
    private static void tabTo(Page page, Locator target) {
        assertThat(target).isVisible();
        for (int step = 0; step < FURTHEST && !hasFocus(target); step++) {
            page.keyboard().press("Tab");
        }
        assertThat(target).isFocused();
        assertThat(target.evaluate("element => { const style = getComputedStyle(element);"
                        + " return style.outlineStyle !== 'none' || style.boxShadow !== 'none'; }"))
                .as("the focus shows at " + target)
                .isEqualTo(true);
    }

    private static boolean hasFocus(Locator target) {
        return Boolean.TRUE.equals(target.evaluate("element => element === document.activeElement"));
    }

    private static Visitor somebody() {
        return new Visitor(browser.person(), portal());
    }

    private static String portal() {
        return demo.ready().toString();
    }
}

package dev.tributary.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/**
 * A person with a browser of their own at the demo.
 *
 * @param page the browser's window
 * @param portal the address of Docs Portal
 */
record Visitor(Page page, String portal) {

    /** Opens the portal and signs in there. */
    Visitor signedInAs(String name) {
        page.navigate(portal);
        page.getByLabel("Name at Docs Portal").fill(name);
        button("Sign in").click();
        assertThat(page.locator("#connect")).isVisible();
        return this;
    }

    /** Goes from the portal through the gateway's page and the login to the consent page. */
    Visitor atConsentAs(String account) {
        page.locator("#connect").click();
        button("Continue to Confluence").click();
        logIn(account);
        assertThat(button("Approve")).isVisible();
        return this;
    }

    /** Goes on from the gateway's page, logs in at Atlassian if asked to, and lets the app in at a site. */
    void acceptAt(String site, String account) {
        button("Continue to Confluence").click();
        page.locator("[name=os_username], [value=approve]").first().waitFor();
        if (page.locator("[name=os_username]").count() > 0) {
            logIn(account);
        }
        page.getByLabel(site).check();
        button("Accept").click();
    }

    /** Goes all the way from the portal through consent and back. */
    Visitor connectedAs(String account) {
        atConsentAs(account);
        button("Approve").click();
        assertThat(notice()).containsText("Connected as");
        return this;
    }

    void logIn(String account) {
        page.locator("[name=os_username]").fill(account);
        page.locator("[name=os_password]").fill(account);
        page.locator("[name=os_password]").press("Enter");
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    Locator link(String text) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(text));
    }

    /** What the portal tells its user once. */
    Locator notice() {
        return page.getByRole(AriaRole.STATUS);
    }

    Locator account() {
        return page.locator("#account");
    }

    Locator pages() {
        return page.locator("#pages > li");
    }

    Locator renewals() {
        return page.locator("#renewals");
    }
}

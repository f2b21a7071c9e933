package dev.tributary.acceptance.fleet;

import dev.tributary.simulator.browser.Decision;
import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.HtmlForm;
import dev.tributary.simulator.browser.SimulatedBrowser;
import java.net.URI;
import java.util.List;

/** Somebody with a browser at the portal, who is sent to one of its instances while they connect. */
final class PortalUser {

    private static final String NOWHERE = "-";

    private final URI entrance;
    private final URI instance;
    private final SimulatedBrowser browser = new SimulatedBrowser("alice", "alice").listener(this::remember);
    private String session = "";

    PortalUser(URI entrance, URI instance) {
        this.entrance = entrance;
        this.instance = instance;
    }

    private void remember(Exchange exchange) {
        List<String> cookies = exchange.headers().allValues("Set-Cookie");
        cookies.stream()
                .filter(cookie -> cookie.startsWith("SESSION="))
                .map(cookie -> cookie.replaceFirst(";.*", ""))
                .forEach(cookie -> session = cookie);
    }

    /** Returns the cookie of the session, as it is sent. */
    String session() {
        return session;
    }

    /** Signs in at the instance; passwords are names. */
    void signIn(String user) {
        Exchange page = browser.get(instance.resolve("/login"));
        HtmlForm form = HtmlForm.with("username", page.page(), page.uri()).orElseThrow();
        browser.follow(browser.submit(form.fill("username", user).fill("password", user)), NOWHERE);
    }

    /** Goes the whole way; the address that Confluence sends the browser to is the entrance's, and taken to the instance. */
    void connect() {
        Exchange page = browser.get(instance.resolve("/confluence/wiki/connect"));
        HtmlForm form = HtmlForm.with("returnTo", page.page(), page.uri()).orElseThrow();
        URI callback = browser.walk(browser.submit(form), Decision.APPROVE, entrance.toString());
        Exchange back = browser.get(instance.resolve(callback.getRawPath() + "?" + callback.getRawQuery()));
        if (back.status() != 303) {
            throw new AssertionError(back + "\n" + back.page());
        }
    }
}

package dev.tributary.cli.demo;

import dev.tributary.cli.client.GatewayClient;
import dev.tributary.cli.client.Wiki;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.Decision;
import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.HtmlForm;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.oauth.GrantView;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What every journey does alike: an application with its user, alice, and what she sees of both. Not thread-safe. */
final class Traveller {

    /** The user, in the application as in Confluence. */
    static final String USER = "alice";

    private static final String RETURN_TO = "/back";
    private static final String CODE = "connection_code=";

    private final Demo demo;
    private final ExchangePrinter printer;
    private final GatewayClient gateway;

    Traveller(Demo demo, PrintWriter out) {
        this.demo = demo;
        this.printer = new ExchangePrinter(
                out, demo.confluence().requests(), demo.confluence().baseUrl());
        this.gateway = new GatewayClient(demo.access(), printer::application);
    }

    Demo demo() {
        return demo;
    }

    ConfluenceSimulator confluence() {
        return demo.confluence();
    }

    ExchangePrinter printer() {
        return printer;
    }

    GatewayClient gateway() {
        return gateway;
    }

    Wiki wiki() {
        return demo.isCloud() ? Wiki.cloud(gateway) : Wiki.dataCenter(gateway);
    }

    /** Opens the user's browser. */
    SimulatedBrowser browser() {
        return new SimulatedBrowser(USER, USER).listener(printer::browser);
    }

    /**
     * Sends a browser through the flow, and returns the code that it brings back.
     *
     * @param scopes what to ask for; empty for all that the application may
     * @param choice what is done on a page that the gateway shows instead of sending the browser back, if it does
     */
    String authorize(SimulatedBrowser browser, List<String> scopes, Function<Exchange, URI> choice) {
        String returnTo = demo.application() + RETURN_TO;
        String state = UUID.randomUUID().toString();
        URI link = gateway.connectLink(USER, returnTo, state, scopes);
        Exchange page = browser.get(link);
        HtmlForm button = HtmlForm.all(page.page(), page.uri()).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the gateway's connect page has no button"));
        URI callback = browser.walk(
                browser.submit(button), Decision.APPROVE, demo.access().gateway() + "/callback/");
        Exchange arrived = browser.get(callback);
        return codeOf(arrived.location().orElseGet(() -> choice.apply(arrived)), state);
    }

    /** As above, where the gateway is expected to send the browser back at once. */
    String authorize(SimulatedBrowser browser, List<String> scopes) {
        return authorize(browser, scopes, page -> {
            throw new IllegalStateException("the gateway did not send the browser back but showed " + page);
        });
    }

    /** Redeems the code for the user, who is signed in at the application. */
    JsonNode confirm(String code) {
        return gateway.confirm(code, USER);
    }

    /** Counts what Confluence has renewed. */
    int renewals() {
        return confluence().grants().all().stream()
                .flatMap(grant -> grant.generations().stream())
                .mapToInt(GrantView.Generation::refreshes)
                .sum();
    }

    /** Says whether Confluence has anything left of what the user allowed. */
    boolean hasGrant() {
        return confluence().grants().all().stream().anyMatch(GrantView::live);
    }

    private static String codeOf(URI back, String state) {
        String query = String.valueOf(back.getRawQuery());
        check(query.contains("state=" + state), "the browser came back with another state");
        return Stream.of(query.split("&", -1))
                .filter(parameter -> parameter.startsWith(CODE))
                .map(parameter -> parameter.substring(CODE.length()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "the browser came back with " + query.replaceAll("state=[^&]*", "state=…")));
    }

    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}

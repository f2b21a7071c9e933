package dev.tributary.cli.demo;

import dev.tributary.cli.client.GatewayAccess;
import dev.tributary.cli.client.GatewayClient;
import dev.tributary.cli.client.GatewayProblem;
import dev.tributary.cli.client.Wiki;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.HtmlForm;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.control.RecordedRequest;
import dev.tributary.simulator.oauth.GrantView;
import dev.tributary.simulator.oauth.Revocation;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * The whole journey without a browser: an application, and a user agent that fills in the login and consent forms it is shown.
 * What it claims at the end it has from the simulator's books, not from the gateway's word.
 */
final class HeadlessJourney {

    private static final String USER = "alice";
    private static final String RETURN_TO = "/back";
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final long PAUSE = 500;

    private final ConfluenceSimulator confluence;
    private final URI application;
    private final ExchangePrinter printer;
    private final GatewayClient gateway;
    private final Wiki wiki;
    private final Proofs proofs = new Proofs();

    HeadlessJourney(Demo demo, PrintWriter out) {
        this.confluence = demo.confluence();
        this.application = demo.application();
        this.printer = new ExchangePrinter(out, confluence.requests(), confluence.baseUrl());
        GatewayAccess access = demo.access();
        this.gateway = new GatewayClient(access, printer::application);
        this.wiki = new Wiki(gateway, confluence.baseUrl());
    }

    /** Walks it to its end or to the first thing that cannot be done, and returns what was proved. */
    Result walk() {
        try {
            String id = connect();
            use();
            renewTwice();
            recover();
            disconnect(id);
            return new Result(proofs.open().isEmpty(), proofs.report("it did not happen"));
        } catch (GatewayProblem | IllegalStateException e) {
            printer.gateway();
            return new Result(false, proofs.report(String.valueOf(e.getMessage())));
        }
    }

    /**
     * How the journey ended.
     *
     * @param complete whether everything was proved
     * @param report what was, and what was not
     */
    record Result(boolean complete, String report) {}

    private String connect() {
        printer.step("1. authorize: the user consents in the browser");
        String state = UUID.randomUUID().toString();
        URI link = gateway.connectLink(USER, application + RETURN_TO, state);
        SimulatedBrowser browser = new SimulatedBrowser(USER, USER).listener(printer::browser);
        Exchange page = browser.get(link);
        HtmlForm button = HtmlForm.all(page.page(), page.uri()).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the gateway's connect page has no button"));
        URI back = browser.walk(browser.submit(button), "approve", application + RETURN_TO);

        printer.step("2. token: the gateway exchanges the code, the application confirms its user");
        printer.gateway();
        JsonNode connection = gateway.confirm(codeOf(back, state), USER);
        String account = connection.path("account").path("username").asString("");
        check(account.equals(USER), "Confluence says the account is '" + account + "'");
        proofs.proved(Proofs.Claim.AUTHORIZED);
        return connection.path("id").asString();
    }

    private void use() {
        printer.step("3. use: the application reads and writes as the user");
        int pages = wiki.pages(USER).size();
        check(pages > 0, "no page was found");
        proofs.proved(Proofs.Claim.READ, "read " + pages + " pages");
        String space = wiki.spaces(USER).get(0).key();
        String title = "Written by Tributary " + UUID.randomUUID();
        wiki.create(USER, space, title, "By program, as alice.");
        printer.gateway();
        List<RecordedRequest> written = confluence.requests().of("POST", "/rest/api/content");
        boolean once = written.size() == 1 && written.get(0).user().equals(USER);
        check(once, "Confluence did not see exactly one write by alice");
        proofs.proved(Proofs.Claim.WROTE);
    }

    private void renewTwice() {
        printer.step("4. renew: the access token ends while the application goes on calling");
        int before = renewals();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (renewals() < before + 2) {
            check(System.nanoTime() < end, "no second renewal within " + PATIENCE.toSeconds() + " s");
            check(!wiki.whoAmI(USER).isEmpty(), "a call was not served as alice");
            pause();
        }
        printer.gateway();
        proofs.proved(Proofs.Claim.RENEWED);
    }

    private void recover() {
        printer.step("5. use again: Confluence has ended the token behind everybody's back");
        confluence.grants().revoke(Revocation.of(USER, Revocation.Kind.ACCESS));
        int before = renewals();
        check(!wiki.pages(USER).isEmpty(), "no page was found with the token that replaced the ended one");
        printer.gateway();
        check(renewals() == before + 1, "the token was not renewed exactly once");
        proofs.proved(Proofs.Claim.RECOVERED);
    }

    private void disconnect(String id) {
        printer.step("6. revoke: the application disconnects its user");
        JsonNode answer = gateway.disconnect(id);
        printer.gateway();
        boolean alive = confluence.grants().all().stream().anyMatch(GrantView::live);
        check(
                !alive,
                "the grant still lives at Confluence. " + answer.path("detail").asString(""));
        proofs.proved(Proofs.Claim.REVOKED);
    }

    private int renewals() {
        return confluence.grants().all().stream()
                .flatMap(grant -> grant.generations().stream())
                .mapToInt(GrantView.Generation::refreshes)
                .sum();
    }

    private static String codeOf(URI back, String state) {
        String query = String.valueOf(back.getRawQuery());
        check(query.contains("state=" + state), "the browser came back with another state");
        for (String parameter : query.split("&")) {
            if (parameter.startsWith("connection_code=")) {
                return parameter.substring("connection_code=".length());
            }
        }
        throw new IllegalStateException("the browser came back with " + query.replaceAll("state=[^&]*", "state=…"));
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}

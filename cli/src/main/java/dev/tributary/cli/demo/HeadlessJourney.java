package dev.tributary.cli.demo;

import dev.tributary.cli.client.GatewayAccess;
import dev.tributary.cli.client.GatewayClient;
import dev.tributary.cli.client.GatewayProblem;
import dev.tributary.cli.client.Wiki;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.Decision;
import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.HtmlForm;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.control.RecordedRequest;
import dev.tributary.simulator.oauth.GrantView;
import dev.tributary.simulator.oauth.Revocation;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The whole journey without a browser: an application, and a user agent that fills in the login and consent forms it is shown.
 * What it claims at the end it has from the simulator's books, not from the gateway's word.
 */
public final class HeadlessJourney {

    private static final String USER = "alice";
    private static final String RETURN_TO = "/back";
    private static final String CODE = "connection_code=";
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final long PAUSE = 1_000;

    private final ConfluenceSimulator confluence;
    private final URI application;
    private final ExchangePrinter printer;
    private final GatewayClient gateway;
    private final Wiki wiki;
    private final Proofs proofs = new Proofs();

    /** Prints to {@code out} as it goes. */
    public HeadlessJourney(Demo demo, PrintWriter out) {
        this.confluence = demo.confluence();
        this.application = demo.application();
        this.printer = new ExchangePrinter(out, confluence.requests(), confluence.baseUrl());
        GatewayAccess access = demo.access();
        this.gateway = new GatewayClient(access, printer::application);
        this.wiki = new Wiki(gateway, confluence.baseUrl());
    }

    /** Walks it to its end or to the first thing that cannot be done, and returns what was proved. */
    public Result walk() {
        try {
            String id = connect();
            use();
            renewTwice();
            recover();
            disconnect(id);
            return new Result(proofs.open().isEmpty(), proofs.report("it did not happen"));
        } catch (GatewayProblem | IllegalStateException | UncheckedIOException e) {
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
    public record Result(boolean complete, String report) {}

    private String connect() {
        printer.step("1. authorize: the user consents in the browser");
        String state = UUID.randomUUID().toString();
        URI link = gateway.connectLink(USER, application + RETURN_TO, state);
        SimulatedBrowser browser = new SimulatedBrowser(USER, USER).listener(printer::browser);
        Exchange page = browser.get(link);
        HtmlForm button = HtmlForm.all(page.page(), page.uri()).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the gateway's connect page has no button"));
        URI back = browser.walk(browser.submit(button), Decision.APPROVE, application + RETURN_TO);

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
        List<Wiki.Space> spaces = wiki.spaces(USER);
        check(!spaces.isEmpty(), "no space was found");
        String title = "Written by Tributary " + UUID.randomUUID();
        wiki.create(USER, spaces.get(0).key(), title, "By program, as alice.");
        printer.gateway();
        List<RecordedRequest> written = confluence.requests().of("POST", "/rest/api/content");
        boolean once = written.size() == 1 && written.get(0).user().equals(USER);
        check(once, "Confluence did not see exactly one write by alice");
        proofs.proved(Proofs.Claim.WROTE);
    }

    private void renewTwice() {
        printer.step("4. renew: the access token ends while the application goes on calling");
        String alice = wiki.whoAmI(USER);
        int before = renewals();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (renewals() < before + 2) {
            check(System.nanoTime() < end, "no second renewal within " + PATIENCE.toSeconds() + " s");
            check(wiki.whoAmI(USER).equals(alice), "a call was not served as alice");
            printer.gateway();
            pause();
        }
        proofs.proved(Proofs.Claim.RENEWED);
    }

    private void recover() {
        printer.step("5. use again: Confluence has ended the token behind everybody's back");
        int seen = confluence.requests().all().size();
        int before = renewals();
        confluence.grants().revoke(Revocation.of(USER, Revocation.Kind.ACCESS));
        check(!wiki.pages(USER).isEmpty(), "no page was found with the token that replaced the ended one");
        printer.gateway();
        boolean refused = confluence.requests().all().stream().skip(seen).anyMatch(HeadlessJourney::isForNobody);
        check(refused, "the ended token was never shown to Confluence");
        check(renewals() == before + 1, "the token was not renewed exactly once");
        proofs.proved(Proofs.Claim.RECOVERED);
    }

    private static boolean isForNobody(RecordedRequest request) {
        return request.path().startsWith("/rest/api/") && !request.user().equals(USER);
    }

    private void disconnect(String id) {
        printer.step("6. revoke: the application disconnects its user");
        JsonNode answer = gateway.disconnect(id);
        printer.gateway();
        String detail = answer.path("detail").asString("");
        printer.say(detail);
        boolean alive = confluence.grants().all().stream().anyMatch(GrantView::live);
        check(!alive, "the grant still lives at Confluence. " + detail);
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
        return Stream.of(query.split("&", -1))
                .filter(parameter -> parameter.startsWith(CODE))
                .map(parameter -> parameter.substring(CODE.length()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "the browser came back with " + query.replaceAll("state=[^&]*", "state=…")));
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

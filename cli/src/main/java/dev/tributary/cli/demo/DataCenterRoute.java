package dev.tributary.cli.demo;

import static dev.tributary.cli.demo.Traveller.USER;
import static dev.tributary.cli.demo.Traveller.check;

import dev.tributary.cli.client.Wiki;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.control.RecordedRequest;
import dev.tributary.simulator.oauth.Revocation;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The journey at Confluence Data Center, in real time. */
final class DataCenterRoute implements Runnable {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Traveller traveller;
    private final Proofs proofs;
    private final ConfluenceSimulator confluence;
    private final ExchangePrinter printer;
    private final Wiki wiki;

    DataCenterRoute(Traveller traveller, Proofs proofs) {
        this.traveller = traveller;
        this.proofs = proofs;
        this.confluence = traveller.confluence();
        this.printer = traveller.printer();
        this.wiki = traveller.wiki();
    }

    @Override
    public void run() {
        String id = connect();
        use();
        renewTwice();
        recover();
        disconnect(id);
    }

    private String connect() {
        printer.step("1. authorize: the user consents in the browser");
        String code = traveller.authorize(traveller.browser(), List.of());

        printer.step("2. token: the gateway exchanges the code, the application confirms its user");
        printer.gateway();
        JsonNode connection = traveller.confirm(code);
        String account = connection.path("account").path("username").asString("");
        check(account.equals(USER), "Confluence says the account is '" + account + "'");
        proofs.proved(Claim.AUTHORIZED);
        return connection.path("id").asString();
    }

    private void use() {
        printer.step("3. use: the application reads and writes as the user");
        int pages = wiki.pages(USER).size();
        check(pages > 0, "no page was found");
        proofs.proved(Claim.READ, "read " + pages + " pages");
        List<Wiki.Space> spaces = wiki.spaces(USER);
        check(!spaces.isEmpty(), "no space was found");
        String title = "Written by Tributary " + UUID.randomUUID();
        wiki.create(USER, spaces.get(0).id(), title, "By program, as alice.");
        printer.gateway();
        List<RecordedRequest> written = confluence.requests().of("POST", "/rest/api/content");
        boolean once = written.size() == 1 && written.get(0).user().equals(USER);
        check(once, "Confluence did not see exactly one write by alice");
        proofs.proved(Claim.WROTE);
    }

    private void renewTwice() {
        printer.step("4. renew: the access token ends while the application goes on calling");
        Duration life = traveller.demo().tokenLife();
        check(life.compareTo(PATIENCE) < 0, "access tokens live " + life + " here, and nobody waits for that");
        String alice = wiki.whoAmI(USER);
        int before = traveller.renewals();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (traveller.renewals() < before + 2) {
            check(System.nanoTime() < end, "no second renewal within " + PATIENCE.toSeconds() + " s");
            check(wiki.whoAmI(USER).equals(alice), "a call was not served as alice");
            printer.gateway();
            Traveller.pause(PAUSE);
        }
        proofs.proved(Claim.RENEWED);
    }

    private void recover() {
        printer.step("5. use again: Confluence has ended the token behind everybody's back");
        int seen = confluence.requests().all().size();
        int before = traveller.renewals();
        confluence.grants().revoke(Revocation.of(USER, Revocation.Kind.ACCESS));
        check(!wiki.pages(USER).isEmpty(), "no page was found with the token that replaced the ended one");
        printer.gateway();
        boolean refused = confluence.requests().all().stream().skip(seen).anyMatch(DataCenterRoute::isForNobody);
        check(refused, "the ended token was never shown to Confluence");
        check(traveller.renewals() == before + 1, "the token was not renewed exactly once");
        proofs.proved(Claim.RECOVERED);
    }

    private static boolean isForNobody(RecordedRequest request) {
        return request.path().startsWith("/rest/api/") && !request.user().equals(USER);
    }

    private void disconnect(String id) {
        printer.step("6. revoke: the application disconnects its user");
        JsonNode answer = traveller.gateway().disconnect(id);
        printer.gateway();
        String detail = answer.path("detail").asString("");
        printer.say(detail);
        check(!traveller.hasGrant(), "the grant still lives at Confluence. " + detail);
        proofs.proved(Claim.REVOKED);
    }
}

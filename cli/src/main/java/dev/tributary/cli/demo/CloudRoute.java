package dev.tributary.cli.demo;

import static dev.tributary.cli.demo.Traveller.USER;
import static dev.tributary.cli.demo.Traveller.check;

import dev.tributary.cli.client.GatewayProblem;
import dev.tributary.cli.client.Wiki;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.HtmlForm;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.cloud.Site;
import dev.tributary.simulator.control.Fault;
import dev.tributary.simulator.control.RecordedRequest;
import dev.tributary.simulator.environment.User;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The journey at Confluence Cloud. An hour passes when the clock that Atlassian and the gateway share is set ahead. */
final class CloudRoute implements Runnable {

    private static final String TOKEN = "/oauth/token";
    private static final String PAGES = "/wiki/api/v2/pages";

    /** An attempt to renew is taken for lost only when its answer cannot come any more. */
    private static final Duration UNTIL_LOST = Duration.ofSeconds(90);

    private static final Duration STEP = Duration.ofSeconds(5);
    private static final Duration LEEWAY = Duration.ofMinutes(10);
    private static final int LOOKS = 60;
    private static final int MOVING = 6;

    private final Traveller traveller;
    private final Proofs proofs;
    private final ConfluenceSimulator atlassian;
    private final ExchangePrinter printer;
    private final Wiki wiki;
    private final SimulatedBrowser browser;

    CloudRoute(Traveller traveller, Proofs proofs) {
        this.traveller = traveller;
        this.proofs = proofs;
        this.atlassian = traveller.confluence();
        this.printer = traveller.printer();
        this.wiki = traveller.wiki();
        this.browser = traveller.browser();
    }

    @Override
    public void run() {
        JsonNode connection = connect();
        Wiki.Page page = use();
        renewTwice();
        loseAnAnswer();
        askForMore(connection, page);
        URI apps = disconnect(connection);
        chooseTheOtherSite();
        removeTheApp(apps);
    }

    private JsonNode connect() {
        printer.step("1. authorize: the user consents in the browser, and chooses one of two sites at Atlassian");
        String code = traveller.authorize(
                browser.choosing(site("rivers").cloudId()), traveller.demo().firstScopes());

        printer.step("2. token: the gateway exchanges the code, the application confirms its user");
        printer.gateway();
        JsonNode connection = traveller.confirm(code);
        String account = connection.path("account").path("id").asString("");
        check(account.equals(User.accountId(USER)), "Atlassian says the account is '" + account + "'");
        check(isAt(connection, "rivers"), "the connection is at " + connection.path("home"));
        printer.say("alice is connected to " + connection.path("home").asString());
        proofs.proved(Claim.AUTHORIZED, Claim.AUTHORIZED.text() + ", at the site she chose among two");
        return connection;
    }

    private Wiki.Page use() {
        printer.step("3. use: the application reads and writes as the user, by version 2 of the API");
        int pages = wiki.pages(USER).size();
        check(pages > 0, "no page was found");
        proofs.proved(Claim.READ, "read " + pages + " pages");
        List<Wiki.Space> spaces = wiki.spaces(USER);
        check(!spaces.isEmpty(), "no space was found");
        String title = "Written by Tributary " + UUID.randomUUID();
        Wiki.Page page = wiki.create(USER, spaces.get(0).id(), title, "By program, as alice.");
        printer.gateway();
        List<RecordedRequest> written = atlassian.requests().of("POST", api("rivers") + PAGES);
        boolean once = written.size() == 1 && written.get(0).user().equals(USER);
        check(once, "Confluence did not see exactly one write by alice");
        proofs.proved(Claim.WROTE);
        return page;
    }

    private void renewTwice() {
        printer.step("4. renew: an hour passes, twice, while the application goes on calling");
        String alice = wiki.whoAmI(USER);
        int before = traveller.renewals();
        for (int renewal = 1; renewal <= 2; renewal++) {
            advance(nearlyALife());
            check(wiki.whoAmI(USER).equals(alice), "a call was not served as alice");
            printer.gateway();
            check(traveller.renewals() == before + renewal, "the token was not renewed exactly once");
        }
        proofs.proved(Claim.RENEWED);
    }

    private void loseAnAnswer() {
        printer.step("5. use again: Atlassian's answer to a renewal is lost on its way, and the refresh token with it");
        String alice = wiki.whoAmI(USER);
        long generation = generation();
        atlassian.faults().add(Fault.of(Fault.Action.DROP_AFTER).on("POST", TOKEN));
        advance(nearlyALife());
        check(wiki.whoAmI(USER).equals(alice), "a call was not served as alice");
        check(atlassian.faults().pending().isEmpty() && generation() == generation, "no answer was lost");
        printer.gateway();
        printer.say(
                "The caller was served with the token that still lives. Now it has to be clear that no answer will come.");
        advance(UNTIL_LOST);
        for (int look = 0; generation() == generation; look++) {
            check(look < LOOKS, "the lost answer was not asked for again");
            check(wiki.whoAmI(USER).equals(alice), "a call was not served as alice");
            if (look < MOVING) {
                advance(STEP);
            }
            Traveller.pause(Duration.ofSeconds(1));
        }
        check(wiki.whoAmI(USER).equals(alice), "a call was not served as alice");
        printer.gateway();
        Duration later = betweenTheLastTwoRenewals();
        check(
                later.compareTo(LEEWAY) < 0 && spentTwice() == 1,
                "the refresh token was not sent again within the leeway");
        printer.say("Asked for again " + later.toSeconds() + " s later, which Atlassian forgives for "
                + LEEWAY.toMinutes() + " min.");
        proofs.proved(Claim.REPLAYED);
    }

    private void askForMore(JsonNode connection, Wiki.Page page) {
        printer.step("6. scope: the user has not allowed comments, which no renewal mends; a second consent does");
        GatewayProblem problem = refusal(() -> wiki.comment(USER, page.id(), "Seen."));
        printer.gateway();
        printer.say(String.valueOf(problem.getMessage()));
        check(!problem.connectScopes().isEmpty(), "the refusal does not say what to ask for: " + problem.getMessage());
        printer.say("To ask for: " + String.join(" ", problem.connectScopes()));

        JsonNode again = traveller.confirm(
                traveller.authorize(browser.choosing(site("rivers").cloudId()), problem.connectScopes()));
        wiki.comment(USER, page.id(), "Seen.");
        printer.gateway();
        boolean same = again.path("id").equals(connection.path("id")) && isAt(again, "rivers");
        check(same, "the second consent made another connection");
        proofs.proved(Claim.EXTENDED);
    }

    private URI disconnect(JsonNode connection) {
        printer.step("7. revoke: the application disconnects its user, and Atlassian cannot revoke");
        JsonNode answer = traveller.gateway().disconnect(connection.path("id").asString());
        printer.gateway();
        printer.say(answer.path("detail").asString(""));
        URI apps = URI.create(answer.path("authorizationsPage").asString(""));
        printer.say("Atlassian has no revocation endpoint. The user removes the app at " + apps);
        check(answer.path("revocation").asString("").equals("NOT_SUPPORTED"), "the gateway claims to have revoked");
        check(refusal(() -> wiki.whoAmI(USER)).connectAgain(), "a call was served without a connection");
        check(traveller.hasGrant(), "the grant was expected to live on");
        proofs.proved(Claim.DISCONNECTED);
        return apps;
    }

    /** The grant lives on and covers both sites then, so that the gateway has to ask which is meant. */
    private void chooseTheOtherSite() {
        printer.step("8. choose: the grant reaches two sites now, so the gateway asks which one is meant");
        JsonNode connection = traveller.confirm(traveller.authorize(
                browser.choosing(site("lakes").cloudId()), traveller.demo().firstScopes(), this::choose));
        check(isAt(connection, "lakes"), "the connection is at " + connection.path("home"));
        int pages = wiki.pages(USER).size();
        printer.gateway();
        check(
                pages > 0
                        && !atlassian.requests().of("GET", api("lakes") + PAGES).isEmpty(),
                "nothing was read at lakes");
        printer.say("read " + pages + " pages at " + connection.path("home").asString());
        proofs.proved(Claim.CHOSEN);
    }

    private URI choose(Exchange page) {
        HtmlForm form = HtmlForm.with("site", page.page(), page.uri())
                .orElseThrow(() -> new IllegalStateException("the gateway did not ask for a site but showed " + page));
        check(page.page().contains("rivers") && page.page().contains("lakes"), "the gateway does not offer both sites");
        return browser.submit(form.fill("site", site("lakes").cloudId()))
                .location()
                .orElseThrow(() -> new IllegalStateException("the choice did not lead back to the application"));
    }

    private void removeTheApp(URI apps) {
        printer.step("9. remove: the user ends the grant at Atlassian, and the application learns of it");
        browser.press(browser.follow(browser.get(apps), ""));
        check(!traveller.hasGrant(), "the grant still lives at Atlassian");
        check(refusal(() -> wiki.whoAmI(USER)).connectAgain(), "a call was served without a grant");
        printer.gateway();
        proofs.proved(Claim.REMOVED);
    }

    /** So long that the token is due for renewal, and still lives. */
    private Duration nearlyALife() {
        return traveller.demo().tokenLife().multipliedBy(93).dividedBy(100);
    }

    private void advance(Duration time) {
        atlassian.clock().advance(time);
        printer.say("(the clock is set ahead by " + time.toSeconds() + " s)");
    }

    private long generation() {
        return traveller.gateway().connection(USER).path("generation").asLong(0);
    }

    private Duration betweenTheLastTwoRenewals() {
        List<RecordedRequest> asked = atlassian.requests().of("POST", TOKEN);
        return Duration.between(
                asked.get(asked.size() - 2).time(), asked.get(asked.size() - 1).time());
    }

    private long spentTwice() {
        return atlassian.grants().all().stream()
                .flatMap(grant -> grant.generations().stream())
                .filter(pair -> pair.refreshes() == 2)
                .count();
    }

    private Site site(String name) {
        return atlassian.sites().named(name).orElseThrow();
    }

    private String api(String name) {
        return "/ex/confluence/" + site(name).cloudId();
    }

    private static boolean isAt(JsonNode connection, String site) {
        return connection.path("home").asString("").contains("/" + site + "/");
    }

    private static GatewayProblem refusal(Runnable call) {
        try {
            call.run();
        } catch (GatewayProblem refused) {
            return refused;
        }
        throw new IllegalStateException("a call was served that should have been refused");
    }
}

package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.Decision;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.control.RecordedRequest;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.simulator.oauth.GrantView;
import dev.tributary.simulator.oauth.Revocation;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No call that goes through a gateway carries a token of another user, application, site or set of scopes. */
@SuppressWarnings("NullAway.Init")
class OthersTokensTest {

    private static final List<String> ACCOUNTS = List.of("alice", "bob", "admin");
    private static final String CURRENT = "/rest/api/user/current?asker=";
    private static final int USERS = 9;
    private static final int CALLS_EACH = 6;
    private static final int ROUNDS = 3;
    private static final Duration TWO_HOURS = Duration.ofHours(2);

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    private final ExecutorService threads = Executors.newFixedThreadPool(12);
    private final Random random = new Random(26620);
    private final Map<String, String> grantByAsker = new HashMap<>();
    private final Map<String, String> grantByToken = new HashMap<>();
    private GatewayWorld world;

    /**
     * What an application asks the gateway with.
     *
     * @param name what it is called here
     * @param app the application
     * @param user the application's user
     * @param site the site
     * @param account who that user is in Confluence
     */
    private record Asker(String name, String app, String user, String site, String account) {}

    @BeforeEach
    void start() {
        world = new GatewayWorld(confluence, directory.resolve("state"));
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        world.close();
    }

    /**
     * CVE-2024-51987 (Duende.AccessTokenManagement.OpenIdConnect): an HTTP client from a pool went on with the token of the user
     * whom it had last renewed one for. Here the calls of many users share the gateway's sockets while all their tokens end, or
     * are rejected, at the same time.
     */
    @ParameterizedTest
    @ValueSource(strings = {"ended", "rejected as anonymous", "rejected by 401"})
    void a_pooled_socket_never_carries_the_token_of_another_user_whose_token_was_renewed(String how) throws Exception {
        confluence.switches().set(Switch.BAD_BEARER, how.endsWith("401") ? "401" : "anonymous");
        List<Asker> askers = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            String account = ACCOUNTS.get(i % ACCOUNTS.size());
            Asker asker = new Asker(account + "-" + i, "portal", account + "-" + i, "wiki", account);
            connect(asker, GatewayWorld.RETURN_TO, "WRITE");
            askers.add(asker);
        }
        for (int round = 0; round < ROUNDS; round++) {
            begin(how);

            callsOfAllAtOnce(askers);

            assertThat(world.tokenRequests()).isEqualTo(USERS);
            assertEachCallCarriedItsAskersToken(USERS * CALLS_EACH);
        }
    }

    /**
     * CVE-2025-26620 (Duende.AccessTokenManagement): requests at the same time for tokens that differed in scope, resource or
     * audience could get the token of one another. Here users of one name, who are one account in Confluence, differ in
     * application, site or scopes, and all of their tokens have to be renewed when all are called for at once.
     */
    @Test
    void calls_at_once_never_carry_the_token_of_another_application_site_or_set_of_scopes_of_the_same_user()
            throws Exception {
        List<Asker> askers = List.of(
                new Asker("read", "portal", "alice", "wiki", "alice"),
                new Asker("write", "stranger", "alice", "wiki", "alice"),
                new Asker("other", "stranger", "alice", "other", "alice"));
        connect(askers.get(0), GatewayWorld.RETURN_TO, "READ");
        connect(askers.get(1), "http://localhost:8083/back", "WRITE");
        connect(askers.get(2), "http://localhost:8083/back", "WRITE");
        for (int round = 0; round < ROUNDS * 2; round++) {
            begin(round % 2 == 0 ? "ended" : "rejected");

            callsOfAllAtOnce(askers);

            assertThat(world.tokenRequests()).isEqualTo(askers.size());
            assertEachCallCarriedItsAskersToken(askers.size() * CALLS_EACH);
        }
        assertThat(confluence.grants().all())
                .extracting(GrantView::scope, GrantView::client)
                .extracting(Object::toString)
                .containsExactly(
                        "(\"READ\", \"gateway\")", "(\"WRITE\", \"gateway\")", "(\"WRITE\", \"gateway-other\")");
    }

    private void connect(Asker asker, String returnTo, String scope) {
        SimulatedBrowser browser = new SimulatedBrowser(asker.account(), asker.account());
        Map<String, Object> wish = Map.of(
                "user", asker.user(),
                "site", asker.site(),
                "returnTo", returnTo,
                "state", GatewayWorld.STATE,
                "scopes", List.of(scope));
        URI link = URI.create(GatewayWorld.json(world.ask(asker.app(), "POST", "/v1/connect-links", wish))
                .path("url")
                .asString());
        URI back = browser.walk(browser.press(browser.get(link)), Decision.APPROVE, returnTo);
        String code = GatewayWorld.parameter(back, "connection_code");
        assertThat(world.confirm(asker.app(), code, asker.user()).statusCode()).isEqualTo(201);
        List<GrantView> all = confluence.grants().all();
        grantByAsker.put(asker.name(), all.get(all.size() - 1).id());
        look();
    }

    /** Ends or spoils every access token there is. */
    private void begin(String how) {
        confluence.requests().clear();
        if (how.equals("ended")) {
            confluence.clock().advance(TWO_HOURS);
        } else {
            ACCOUNTS.forEach(name -> confluence.grants().revoke(Revocation.of(name, Revocation.Kind.ACCESS)));
        }
    }

    /** Learns the tokens that work now. A grant has one pair at a time, so that a look after each renewal sees them all. */
    private void look() {
        for (GrantView grant : confluence.grants().all()) {
            grant.accessTokens().forEach(token -> grantByToken.put(token, grant.id()));
        }
    }

    private void callsOfAllAtOnce(List<Asker> askers) throws Exception {
        List<Callable<String>> calls = new ArrayList<>();
        for (Asker asker : askers) {
            calls.addAll(Collections.nCopies(CALLS_EACH, () -> {
                HttpResponse<String> answer =
                        world.send(HttpRequest.newBuilder(world.uri("/sites/" + asker.site() + CURRENT + asker.name()))
                                .header("Authorization", "Bearer " + GatewayWorld.key(asker.app()))
                                .header("Tributary-User", asker.user()));
                boolean own = answer.statusCode() == 200
                        && GatewayWorld.json(answer).path("username").asString().equals(asker.account());
                return own ? "own" : asker.name() + " got " + answer.statusCode() + " " + answer.body();
            }));
        }
        Collections.shuffle(calls, random);
        List<String> answers = new ArrayList<>();
        for (Future<String> answer : threads.invokeAll(calls)) {
            answers.add(answer.get());
        }
        assertThat(answers).hasSize(askers.size() * CALLS_EACH).containsOnly("own");
    }

    private void assertEachCallCarriedItsAskersToken(int atLeast) {
        look();
        List<RecordedRequest> calls = confluence.requests().all().stream()
                .filter(request -> request.query().startsWith("asker="))
                .toList();
        assertThat(calls).hasSizeGreaterThanOrEqualTo(atLeast).allSatisfy(call -> {
            String asker = call.query().substring("asker=".length());
            String token = Objects.requireNonNull(call.headers().get("Authorization"))
                    .get(0)
                    .replaceFirst("^Bearer ", "");
            // By the grant's name: a token has no place in the message of a test.
            assertThat(grantByToken.get(token)).as("whose token %s sent", asker).isEqualTo(grantByAsker.get(asker));
        });
    }
}

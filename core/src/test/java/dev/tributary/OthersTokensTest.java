package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.authorization.Callback;
import dev.tributary.confluence.ConfluenceRequest;
import dev.tributary.deployment.Site;
import dev.tributary.http.HttpAnswer;
import dev.tributary.model.Connection;
import dev.tributary.model.Secret;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.simulator.oauth.Revocation;
import dev.tributary.token.AccessToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody ever acts with a token of another user, another site or another set of scopes, however much happens at once. */
class OthersTokensTest {

    private static final List<String> ACCOUNTS = List.of("alice", "bob", "admin");
    private static final int USERS = 12;
    private static final int CALLS_EACH = 8;
    private static final int ROUNDS = 3;
    private static final Duration TWO_HOURS = Duration.ofHours(2);

    @StartConfluence
    ConfluenceSimulator confluence;

    @StartConfluence
    ConfluenceSimulator team;

    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private final Random random = new Random(51987);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /**
     * CVE-2024-51987 (Duende.AccessTokenManagement.OpenIdConnect): an HTTP client from a pool went on with the token of the user
     * whom it had last renewed one for. Here many users share one client while all their tokens end, or are rejected, at the
     * same time; each answer, and each request that Confluence saw, is its asker's.
     */
    @ParameterizedTest
    @ValueSource(strings = {"ended", "rejected as anonymous", "rejected by 401"})
    void a_pooled_client_never_sends_the_token_of_another_user_whose_token_was_renewed(String how) throws Exception {
        confluence.switches().set(Switch.BAD_BEARER, how.endsWith("401") ? "401" : "anonymous");
        WireWitness witness = new WireWitness(confluence);
        try (Desk desk = new Desk(confluence)) {
            Map<String, Connection> users = connectMany(desk, witness);
            for (int round = 0; round < ROUNDS; round++) {
                confluence.requests().clear();
                if (how.equals("ended")) {
                    confluence.clock().advance(TWO_HOURS);
                } else {
                    ACCOUNTS.forEach(name -> confluence.grants().revoke(Revocation.of(name, Revocation.Kind.ACCESS)));
                }

                callsOfAllAtOnce(desk, users);

                assertThat(desk.tokenRequests()).hasSize(USERS);
                witness.look();
                witness.assertEachCallCarriedItsAskersToken(USERS * CALLS_EACH);
            }
        }
    }

    /**
     * CVE-2025-26620 (Duende.AccessTokenManagement): requests at the same time for tokens that differed in scope, resource or
     * audience could get the token of one another. Here one user's connections differ in site or in scopes, and all have to be
     * renewed when callers ask for all of them at once, for differing times; each gets the token of the connection asked for.
     */
    @Test
    void callers_at_once_never_get_the_token_of_another_site_or_set_of_scopes_of_the_same_user() throws Exception {
        Map<String, WireWitness> witnesses = new LinkedHashMap<>();
        WireWitness here = new WireWitness(confluence);
        WireWitness there = new WireWitness(team);
        witnesses.put("read", here);
        witnesses.put("write", here);
        witnesses.put("team", there);
        try (Desk desk = new Desk(
                confluence,
                site("read", confluence, "READ"),
                site("write", confluence, "WRITE"),
                site("team", team, "WRITE"))) {
            Map<String, Connection> connections = new LinkedHashMap<>();
            witnesses.forEach((site, witness) -> {
                connections.put(site, connect(desk, site));
                witness.hasConnected(site);
            });
            for (int round = 0; round < ROUNDS * ROUNDS; round++) {
                confluence.clock().advance(TWO_HOURS);
                team.clock().advance(TWO_HOURS);

                Map<String, List<Secret>> got = tokensOfAllAtOnce(desk, connections);

                witnesses.forEach((site, witness) -> {
                    List<String> own = witness.grant(site).accessTokens();
                    assertThat(own).hasSize(1);
                    assertThat(got.getOrDefault(site, List.of()))
                            .as("whether the tokens of %s are its own", site)
                            .extracting(token -> token.reveal().equals(own.get(0)))
                            .hasSize(CALLS_EACH)
                            .containsOnly(true);
                });
            }
            assertThat(here.grant("read").scope()).isEqualTo("READ");
            assertThat(here.grant("write").scope()).isEqualTo("WRITE");
            assertThat(witnesses)
                    .allSatisfy((site, witness) ->
                            assertThat(witness.grant(site).generations()).hasSize(1 + ROUNDS * ROUNDS));
        }
    }

    private static Map<String, Connection> connectMany(Desk desk, WireWitness witness) {
        Map<String, Connection> users = new LinkedHashMap<>();
        for (int i = 0; i < USERS; i++) {
            String account = ACCOUNTS.get(i % ACCOUNTS.size());
            String user = account + "-" + i;
            users.put(user, desk.tributary.complete(Desk.approved(account, desk.begin(user)), user));
            witness.hasConnected(user);
        }
        return users;
    }

    private void callsOfAllAtOnce(Desk desk, Map<String, Connection> users) throws Exception {
        List<Callable<String>> calls = new ArrayList<>();
        users.forEach((user, connection) -> calls.addAll(Collections.nCopies(CALLS_EACH, () -> {
            HttpAnswer answer = desk.tributary
                    .confluence(connection)
                    .call(ConfluenceRequest.get("/rest/api/user/current?" + WireWitness.ASKER + user));
            return user + " " + answer.status() + " "
                    + answer.header("X-AUSERNAME").orElse("nobody");
        })));
        Collections.shuffle(calls, random);

        assertThat(answers(calls)).allSatisfy(answer -> {
            String account = answer.substring(0, answer.indexOf('-'));
            assertThat(answer).endsWith(" 200 " + account);
        });
    }

    private Map<String, List<Secret>> tokensOfAllAtOnce(Desk desk, Map<String, Connection> connections)
            throws Exception {
        List<Callable<Map.Entry<String, Secret>>> asked = new ArrayList<>();
        connections.forEach((site, connection) -> {
            for (int i = 0; i < CALLS_EACH; i++) {
                Duration validity = i % 2 == 0 ? Duration.ZERO : Duration.ofMinutes(i);
                asked.add(() -> {
                    AccessToken token = desk.tributary
                            .tokens()
                            .accessToken(connection.id(), validity)
                            .join();
                    assertThat(token.connection().id()).isEqualTo(connection.id());
                    return Map.entry(site, token.value());
                });
            }
        });
        Collections.shuffle(asked, random);
        Map<String, List<Secret>> got = new LinkedHashMap<>();
        answers(asked)
                .forEach(entry -> got.computeIfAbsent(entry.getKey(), site -> new ArrayList<>())
                        .add(entry.getValue()));
        assertThat(got).containsOnlyKeys(connections.keySet());
        return got;
    }

    private <T> List<T> answers(List<Callable<T>> asked) throws Exception {
        List<T> answers = new ArrayList<>();
        for (Future<T> answer : threads.invokeAll(asked)) {
            answers.add(answer.get());
        }
        return answers;
    }

    private static Site site(String id, ConfluenceSimulator at, String scope) {
        return Site.dataCenter(id, at.baseUrl(), Desk.registration(List.of(scope)));
    }

    private static Connection connect(Desk desk, String site) {
        var request = desk.tributary.authorize("alice", site).begin();
        var arrived = Desk.approved("alice", request);
        return desk.tributary.complete(new Callback(site, arrived.query(), arrived.browser(), null), "alice");
    }
}

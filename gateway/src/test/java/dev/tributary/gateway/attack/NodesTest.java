package dev.tributary.gateway.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.browser.Decision;
import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.SimulatedBrowser;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Two gateways that share one database: what may happen once happens once over both. */
final class NodesTest extends AttackTest {

    private int second;

    @BeforeAll
    void startSecondNode() {
        second = ground().secondNode();
    }

    private Journey journey(String user) {
        return new Journey(ground(), App.A, user).browser(new SimulatedBrowser("alice", "alice"));
    }

    private URI atSecond(URI address) {
        return URI.create(address.toString().replace(ground().uri().toString(), "http://localhost:" + second));
    }

    private Answer confirmAtSecond(String code, String user) {
        String body = Answer.JSON.writeValueAsString(Map.of("connectionCode", code, "user", user));
        return ground().send(ground().to(
                        atSecond(URI.create(ground().uri() + "/v1/connections")).toString())
                .header("Authorization", "Bearer " + App.A.key)
                .POST(BodyPublishers.ofString(body)));
    }

    private Answer callAtSecond(String user) {
        return ground().send(ground().to(
                        atSecond(URI.create(ground().uri() + Ground.CURRENT)).toString())
                .header("Authorization", "Bearer " + App.A.key)
                .header("Tributary-User", user));
    }

    @Test
    void a_user_may_go_from_node_to_node() {
        Journey journey = journey("sue");
        Exchange page = journey.browser().get(atSecond(journey.link()));
        Exchange left = journey.browser().press(page);
        URI callback = journey.callback(left, Decision.APPROVE);
        String code = journey.codeOf(journey.browser().get(callback));

        assertThat(confirmAtSecond(code, "sue").status()).isEqualTo(201);
        assertThat(ground().call(App.A, "sue", Ground.CURRENT).text("/username"))
                .isEqualTo("alice");
        assertThat(callAtSecond("sue").text("/username")).isEqualTo("alice");
    }

    @RepeatedTest(5)
    void a_callback_that_arrives_at_both_at_once_is_exchanged_once() {
        Journey journey = journey("tom");
        URI callback = journey.callback();
        ground().begin();

        List<Exchange> answers = Stream.of(callback, atSecond(callback), callback, atSecond(callback))
                .map(address ->
                        CompletableFuture.supplyAsync(() -> journey.browser().get(address)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers)
                .filteredOn(answer -> answer.location().isPresent())
                .hasSize(1)
                .allSatisfy(journey::codeOf);
        assertThat(ground().tokenRequests()).hasSize(1);
    }

    @RepeatedTest(5)
    void a_code_that_is_confirmed_at_both_at_once_makes_one_connection() {
        String user = "race-" + System.nanoTime();
        long grants = ground().liveGrants();
        String code = journey(user).approve();

        List<Answer> answers = Stream.of(
                        CompletableFuture.supplyAsync(() -> ground().confirm(App.A, code, user)),
                        CompletableFuture.supplyAsync(() -> confirmAtSecond(code, user)))
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(201).isSubsetOf(200, 201, 503);
        assertThat(callAtSecond(user).status()).isEqualTo(200);
        assertThat(ground().liveGrants()).isEqualTo(grants + 1);
    }

    @RepeatedTest(5)
    void a_code_that_one_confirms_and_the_other_refuses_is_either_confirmed_or_dead() {
        String user = "race-" + System.nanoTime();
        long grants = ground().liveGrants();
        String code = journey(user).approve();

        CompletableFuture<Answer> right = CompletableFuture.supplyAsync(() -> ground().confirm(App.A, code, user));
        CompletableFuture<Answer> wrong = CompletableFuture.supplyAsync(() -> confirmAtSecond(code, "mallory"));

        boolean connected = right.join().status() == 201;
        assertThat(wrong.join().status()).isIn(connected ? List.of(410, 503) : List.of(403));
        assertThat(callAtSecond(user).status()).isEqualTo(connected ? 200 : 409);
        assertThat(callAtSecond("mallory").status()).isEqualTo(409);
        assertThat(ground().liveGrants()).isEqualTo(connected ? grants + 1 : grants);
    }

    @Test
    void a_connection_that_one_node_ends_is_over_at_the_other() {
        String user = "una";
        String id = ground().confirm(App.A, journey(user).approve(), user).text("/id");
        assertThat(callAtSecond(user).status()).isEqualTo(200);

        ground().api(App.A, "DELETE", "/v1/connections/" + id, null).is(200);

        callAtSecond(user).isProblem(409);
    }

    @Test
    void a_connection_that_one_node_gives_to_another_account_is_that_ones_at_the_other() {
        String user = "vic";
        ground().confirm(App.A, journey(user).approve(), user).is(201);
        assertThat(callAtSecond(user).text("/username")).isEqualTo("alice");
        String code = new Journey(ground(), App.A, user)
                .browser(new SimulatedBrowser("bob", "bob"))
                .approve();
        String account = ground().wiki.users().named("bob").orElseThrow().key();

        ground().api(
                        App.A,
                        "POST",
                        "/v1/connections",
                        Map.of("connectionCode", code, "user", user, "acceptAccount", account))
                .is(201);

        // It may learn from Confluence that what it remembers is over; that call is not repeated as somebody else's.
        assertThat(callAtSecond(user)).satisfiesAnyOf(answer -> answer.isProblem(502), answer -> answer.is(200));
        assertThat(callAtSecond(user).is(200).text("/username")).isEqualTo("bob");
    }
}

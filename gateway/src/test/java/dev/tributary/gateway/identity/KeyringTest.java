package dev.tributary.gateway.identity;

import static dev.tributary.gateway.GatewayWorld.problem;
import static dev.tributary.gateway.identity.TestIssuer.FIRST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.gateway.GatewayWorld;
import dev.tributary.simulator.ConfluenceSimulator;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The keys of an issuer that replaces them, goes away, comes back, or answers whatever it likes. */
@Tag("C14")
@SuppressWarnings("NullAway.Init")
class KeyringTest {

    private static final TestKey SECOND = TestKey.rsa("second", 2048);
    private static final TestKey THIRD = TestKey.rsa("third", 2048);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final ConfluenceSimulator confluence =
            ConfluenceSimulator.dataCenter().start();
    private final TestIssuer issuer = new TestIssuer(confluence.clock());
    private GatewayWorld world;

    @BeforeEach
    void start() {
        world = new GatewayWorld(confluence, directory, issuer.app("staff", TestIssuer.AUDIENCE, ""));
        await().atMost(PATIENCE).until(() -> issuer.asked() == 1);
        await().atMost(PATIENCE).until(() -> status(FIRST) == 200);
    }

    @AfterEach
    void stop() {
        world.close();
        issuer.close();
        confluence.close();
    }

    private HttpResponse<String> ask(String token) {
        return world.send(
                HttpRequest.newBuilder(world.uri("/v1/connections")).header("Authorization", "Bearer " + token));
    }

    private int status(TestKey key) {
        return ask(key.sign("RS256", issuer.claims("alice"))).statusCode();
    }

    private void later(Duration time) {
        confluence.clock().advance(time);
    }

    @Test
    void keys_are_asked_for_once_for_many_tokens() {
        String token = issuer.token("alice");
        for (int i = 0; i < 20; i++) {
            assertThat(ask(token).statusCode()).isEqualTo(200);
            assertThat(ask(issuer.token("user-" + i)).statusCode()).isEqualTo(200);
        }

        assertThat(issuer.asked()).isEqualTo(1);
    }

    @Test
    void a_new_key_is_found_at_once_and_the_one_that_it_replaced_counts_no_more() {
        String remembered = issuer.token("alice");
        assertThat(ask(remembered).statusCode()).isEqualTo(200);

        issuer.keys(SECOND);

        assertThat(status(SECOND)).isEqualTo(200);
        assertThat(ask(remembered).statusCode()).isEqualTo(401);
        assertThat(status(FIRST)).isEqualTo(401);
        assertThat(issuer.asked()).isEqualTo(2);
    }

    @Test
    void a_key_that_nobody_has_is_asked_for_once_a_minute() {
        for (int i = 0; i < 20; i++) {
            assertThat(ask(key("no-key-" + i).sign("RS256", issuer.claims("alice")))
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(issuer.asked()).isEqualTo(2);
        issuer.keys(FIRST, SECOND);
        assertThat(status(SECOND)).isEqualTo(401);

        later(Duration.ofSeconds(61));

        assertThat(status(SECOND)).isEqualTo(200);
        assertThat(issuer.asked()).isEqualTo(3);
    }

    private static TestKey key(String kid) {
        return new TestKey(kid, FIRST.pair(), Map.of());
    }

    @Test
    void keys_are_asked_for_anew_in_the_background_so_that_a_withdrawn_one_ends() {
        issuer.keys(SECOND);
        later(Duration.ofMinutes(6));

        assertThat(status(FIRST)).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> status(FIRST) == 401);
        assertThat(status(SECOND)).isEqualTo(200);
    }

    static Stream<Arguments> absences() {
        String keys = TestIssuer.set(List.of(SECOND));
        return Stream.of(
                answer("broken off", 0, "", Map.of()),
                answer("down", 503, keys, Map.of()),
                answer("a page", 200, "<html>log in</html>", Map.of("Content-Type", "text/html")),
                answer("no keys", 200, "{\"keys\":[]}", Map.of()),
                answer("no set", 200, "[]", Map.of()),
                answer("half a set", 200, keys.substring(0, keys.length() / 2), Map.of()),
                answer("a broken key", 200, "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"\",\"e\":\"AQAB\"}]}", Map.of()),
                answer("endless", 200, " ".repeat(300 * 1024) + keys, Map.of()),
                answer("bomb", 200, "x", Map.of("Content-Encoding", "gzip")),
                answer("a redirect", 302, "", Map.of("Location", "/elsewhere")),
                answer("not found", 404, keys, Map.of()));
    }

    private static Arguments answer(String name, int status, String body, Map<String, String> headers) {
        return Arguments.argumentSet(name, status, body, headers);
    }

    @ParameterizedTest
    @MethodSource("absences")
    void what_was_fetched_serves_for_an_hour_and_then_nobody_is_let_in(
            int status, String body, Map<String, String> headers) {
        issuer.answers(status, body, headers);

        assertThat(status(SECOND)).isNotEqualTo(200);
        later(Duration.ofMinutes(50));
        String remembered = issuer.token("alice");
        assertThat(ask(remembered).statusCode()).isEqualTo(200);
        later(Duration.ofMinutes(11));

        HttpResponse<String> refused = ask(FIRST.sign("RS256", issuer.claims("alice")));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(problem(refused)).isEqualTo("unavailable");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        // That one may have shared an answer with the request of the background; this one has not.
        assertThat(status(FIRST)).isEqualTo(503);
        int asked = issuer.asked();
        assertThat(status(FIRST)).isEqualTo(503);
        assertThat(issuer.asked()).as("asked while it rests").isEqualTo(asked);

        issuer.keys(THIRD);
        // A request of the background that fails only now has it rest once more.
        await().until(() -> {
            later(Duration.ofSeconds(11));
            return status(THIRD) == 200;
        });
    }

    @Test
    void a_remembered_token_ends_with_what_was_fetched() {
        String remembered = issuer.token("alice");
        issuer.answers(503, "", Map.of());
        later(Duration.ofMinutes(58));
        String later = issuer.token("alice");
        assertThat(ask(later).statusCode()).isEqualTo(200);

        later(Duration.ofMinutes(3));

        assertThat(ask(later).statusCode()).isEqualTo(503);
        assertThat(ask(remembered).statusCode()).isEqualTo(401);
    }

    @Test
    void a_remembered_token_ends_at_its_end() {
        String token = issuer.token("alice");
        assertThat(ask(token).statusCode()).isEqualTo(200);

        later(Duration.ofSeconds(300 + 31));

        assertThat(ask(token).statusCode()).isEqualTo(401);
    }
}

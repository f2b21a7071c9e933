package dev.tributary.gateway.api;

import static dev.tributary.gateway.GatewayWorld.json;
import static dev.tributary.gateway.GatewayWorld.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.GatewayWorld;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.control.Fault;
import dev.tributary.simulator.junit.StartConfluence;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The application {@code stranger} has the right to hand in personal access tokens, {@code portal} has not. */
@Tag("C26")
@SuppressWarnings("NullAway.Init")
class PersonalTokenTest {

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    GatewayWorld world;

    @BeforeEach
    void start() {
        world = new GatewayWorld(confluence, directory);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void a_token_connects_whom_confluence_says_it_belongs_to() {
        HttpResponse<String> answer = handIn("stranger", world.personalToken("alice"), Map.of());

        assertThat(answer.statusCode()).isEqualTo(201);
        JsonNode connection = json(answer);
        assertThat(connection.path("kind").asString()).isEqualTo("PERSONAL_ACCESS_TOKEN");
        assertThat(connection.path("account").path("username").asString()).isEqualTo("alice");
        assertThat(connection.path("scopes")).isEmpty();
        assertThat(connection.path("expiresAt").asString()).isNotEmpty();
        assertThat(world.call("stranger", "ann", "/rest/api/user/current").statusCode())
                .isEqualTo(200);
    }

    @Test
    void without_the_right_confluence_is_not_even_asked() {
        String token = world.personalToken("alice");
        confluence.requests().clear();
        HttpResponse<String> answer = handIn("portal", token, Map.of());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("'personal-access-tokens'");
        assertThat(confluence.requests().all()).isEmpty();
    }

    @Test
    void a_wrong_token_is_called_by_its_name_and_not_repeated() {
        HttpResponse<String> answer = handIn("stranger", "MDEyMzQ1Njc4OTA6wrong-token", Map.of());

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("personal access token").doesNotContain("wrong-token");
        assertThat(json(world.ask("stranger", "GET", "/v1/connections")).path("connections"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"token\r\nX-Evil: 1", "tok en with spaces", "tökenökenöken", "a"})
    void a_value_that_could_forge_a_header_reaches_nobody(String token) {
        confluence.requests().clear();
        HttpResponse<String> answer = handIn("stranger", token, Map.of());

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(confluence.requests().all()).isEmpty();
    }

    @Test
    void five_wrong_tokens_in_a_minute_are_enough_and_the_others_have_theirs() {
        for (int i = 0; i < 5; i++) {
            assertThat(handIn("stranger", "wrong-token-" + i, Map.of()).statusCode())
                    .isEqualTo(422);
        }
        confluence.requests().clear();
        HttpResponse<String> sixth = handIn("stranger", world.personalToken("alice"), Map.of());
        assertThat(sixth.statusCode()).isEqualTo(429);
        assertThat(sixth.headers().firstValue("Retry-After")).isPresent();
        assertThat(confluence.requests().all()).isEmpty();

        confluence.clock().advance(Duration.ofSeconds(61));
        assertThat(handIn("stranger", world.personalToken("alice"), Map.of()).statusCode())
                .isEqualTo(201);
    }

    @Test
    void right_tokens_and_a_confluence_that_is_down_do_not_count() {
        String token = world.personalToken("alice");
        for (int i = 0; i < 4; i++) {
            assertThat(handIn("stranger", token, Map.of()).statusCode()).isEqualTo(201);
            confluence.faults().add(Fault.of(Fault.Action.STATUS).status(503).on("GET", "/rest/api/user/current"));
            assertThat(handIn("stranger", token, Map.of()).statusCode()).isEqualTo(503);
        }
        assertThat(handIn("stranger", token, Map.of()).statusCode()).isEqualTo(201);
    }

    @Test
    void another_account_replaces_nothing_until_it_is_accepted() {
        handIn("stranger", world.personalToken("alice"), Map.of());
        String bobs = world.personalToken("bob");
        HttpResponse<String> answer = handIn("stranger", bobs, Map.of());

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(problem(answer)).isEqualTo("account-changed");
        assertThat(json(answer).path("account").path("username").asString()).isEqualTo("alice");
        String bob = json(answer).path("newAccount").path("id").asString();
        assertThat(handIn("stranger", bobs, Map.of("acceptAccount", bob)).statusCode())
                .isEqualTo(201);
    }

    @Test
    void a_token_that_is_said_to_have_ended_is_refused() {
        assertThat(handIn("stranger", world.personalToken("alice"), Map.of("expiresAt", "2020-01-01T00:00:00Z"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(handIn("stranger", world.personalToken("alice"), Map.of("expiresAt", "tomorrow"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_code_and_a_token_are_not_taken_together() {
        String token = world.personalToken("alice");
        assertThat(handIn("stranger", token, Map.of("connectionCode", "A".repeat(43)))
                        .statusCode())
                .isEqualTo(400);
        assertThat(world.ask("stranger", "POST", "/v1/connections", Map.of("user", "ann"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(world.ask(
                                "stranger",
                                "POST",
                                "/v1/connections",
                                Map.of("user", "ann", "connectionCode", "A".repeat(43), "site", "wiki"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_site_of_others_looks_as_if_it_did_not_exist() {
        assertThat(handIn("stranger", world.personalToken("alice"), Map.of("site", "nosuch"))
                        .statusCode())
                .isEqualTo(404);
    }

    private HttpResponse<String> handIn(String app, String token, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>();
        body.put("user", "ann");
        body.put("site", "wiki");
        body.put("personalAccessToken", token);
        body.putAll(more);
        return world.ask(app, "POST", "/v1/connections", body);
    }
}

package dev.tributary.gateway.api;

import static dev.tributary.gateway.GatewayWorld.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.GatewayWorld;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init")
class TokenApiTest {

    private static final String EXCHANGE = "grant_type=urn:ietf:params:oauth:grant-type:token-exchange";

    @StartConfluence
    static ConfluenceSimulator confluence;

    @TempDir
    static Path directory;

    static GatewayWorld world;

    @BeforeAll
    static void start() {
        world = new GatewayWorld(confluence, directory);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    /** The application {@code stranger} has the right {@code export}, {@code portal} has not. */
    @ParameterizedTest
    @CsvSource({
        "portal, " + EXCHANGE + ", unauthorized_client",
        "portal, '', unauthorized_client",
        "stranger, " + EXCHANGE + ", unsupported_grant_type",
        "stranger, grant_type=client_credentials, unsupported_grant_type",
        "stranger, '', invalid_request",
        "stranger, '{\"grant_type\":\"x\"}', invalid_request",
        "stranger, grant_type=a&grant_type=b, invalid_request"
    })
    void no_token_is_handed_out_and_the_answer_is_in_the_words_of_oauth(String app, String body, String error) {
        HttpResponse<String> answer = world.ask(app, "POST", "/oauth2/token", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(json(answer).path("error").asString()).isEqualTo(error);
        assertThat(json(answer).has("access_token")).isFalse();
    }

    @Test
    void whoever_shows_no_key_is_an_invalid_client() {
        HttpResponse<String> answer = world.send(
                HttpRequest.newBuilder(world.uri("/oauth2/token")).POST(HttpRequest.BodyPublishers.ofString(EXCHANGE)));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(json(answer).path("error").asString()).isEqualTo("invalid_client");
    }
}

package dev.tributary.gateway;

import static dev.tributary.gateway.GatewayWorld.cookie;
import static dev.tributary.gateway.GatewayWorld.formToken;
import static dev.tributary.gateway.http.RawSocket.head;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.http.RawSocket;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.Decision;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.control.Fault;
import dev.tributary.simulator.control.Fault.Action;
import dev.tributary.simulator.junit.StartConfluence;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that the description has and that come about seldom. */
@SuppressWarnings("NullAway.Init")
class ApiAnswersTest {

    private static final String NOWHERE = "x".repeat(43);

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    private GatewayWorld world;

    @BeforeEach
    void start() {
        world = new GatewayWorld(confluence, directory);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/connections, application/json",
        "/v1/connect-links, application/json",
        "/oauth2/token, application/x-www-form-urlencoded",
        "/connect/NOWHERE, application/x-www-form-urlencoded",
        "/choose/NOWHERE, application/x-www-form-urlencoded"
    })
    void what_is_larger_than_anything_that_makes_sense_is_not_read(String target, String type) {
        try (RawSocket socket = new RawSocket(world.uri("").getPort())) {
            socket.send(head(
                    "POST " + target.replace("NOWHERE", NOWHERE) + " HTTP/1.1",
                    "Host: localhost",
                    "Authorization: Bearer " + GatewayWorld.key("stranger"),
                    "Content-Type: " + type,
                    "Content-Length: 999999999"));

            assertThat(socket.readToEnd()).startsWith("HTTP/1.1 413 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE"})
    void a_connection_is_asked_for_without_a_body(String method) {
        String id = world.connect("alice").path("id").asString();

        assertThat(world.ask("portal", method, "/v1/connections/" + id, "{}").statusCode())
                .isEqualTo(400);
        assertThat(world.ask("portal", "GET", "/v1/connections/" + id).statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_link_that_was_used_is_over_for_whoever_looks_first_as_well() {
        URI link = world.link("alice");
        HttpResponse<String> page = world.browse(link, "");
        world.post(link, cookie(page), "form-token=" + formToken(page));

        assertThat(world.send(HttpRequest.newBuilder(link).method("HEAD", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(410);
    }

    @Test
    void an_application_that_wants_a_token_is_told_that_confluence_asks_to_slow_down() {
        String id = connected();
        confluence.clock().advance(Duration.ofHours(2));
        confluence
                .faults()
                .add(Fault.of(Action.TOO_MANY_REQUESTS)
                        .retryAfter("7")
                        .on("POST", "/rest/oauth2/latest/token")
                        .times(3));

        HttpResponse<String> answer = world.exchange(
                world.uri("/"),
                GatewayWorld.key("stranger"),
                "grant_type=urn:ietf:params:oauth:grant-type:token-exchange"
                        + "&subject_token_type=urn:tributary:token-type:connection&resource=wiki&subject_token=" + id);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
    }

    /** Connects alice to the application that may take tokens out, and returns the connection's id. */
    private String connected() {
        String back = "http://localhost:8083/back";
        URI link = URI.create(GatewayWorld.json(world.ask(
                        "stranger",
                        "POST",
                        "/v1/connect-links",
                        Map.of("user", "alice", "site", "wiki", "returnTo", back, "state", "s".repeat(32))))
                .path("url")
                .asString());
        SimulatedBrowser browser = new SimulatedBrowser("alice", "alice");
        URI came = browser.walk(browser.press(browser.get(link)), Decision.APPROVE, back);
        String code = GatewayWorld.parameter(came, "connection_code");
        return GatewayWorld.json(world.confirm("stranger", code, "alice"))
                .path("id")
                .asString();
    }
}

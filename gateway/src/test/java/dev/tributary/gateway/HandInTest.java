package dev.tributary.gateway;

import static dev.tributary.gateway.GatewayWorld.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.control.Fault;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.junit.StartConfluence;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What an application hands in before a Data Center: its service account, and passwords where the site says so. */
@SuppressWarnings("NullAway.Init")
class HandInTest {

    private static final String CONFIG = """
            publicUrl: http://localhost:0
            sites:
              wiki:
                dataCenter: { baseUrl: "%s", clientId: gateway, clientSecret: "${SECRET}" }
                allowBasicPasswords: true
                simulator: true
            apps:
              portal:
                keys: ["${KEY}"]
                sites: [wiki]
                rights: [connect, proxy%s]
                returnUrls: ["http://localhost:8082/back"]
                scopes: { wiki: [READ] }
            """;

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    private OneApp app;

    @BeforeEach
    void start() {
        confluence.switches().set(Switch.CLIENT_CREDENTIALS, "on");
        app = app(", service-accounts, basic-passwords");
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private OneApp app(String rights) {
        return new OneApp(confluence, directory, CONFIG.formatted(confluence.baseUrl(), rights));
    }

    @Test
    void a_service_account_is_connected_with_no_more_than_the_app_may_ask_for_and_called_for() {
        HttpResponse<String> answer = app.handIn("robot", "serviceAccount", true);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode connection = OneApp.json(answer);
        assertThat(connection.path("kind").asString()).isEqualTo("SERVICE_ACCOUNT");
        assertThat(connection.path("account").path("username").asString()).isEqualTo("service-gateway");
        assertThat(connection.path("scopes").path(0).asString()).isEqualTo("READ");
        assertThat(connection.has("endsAt")).isFalse();
        assertThat(app.call("robot", "/rest/api/user/current").body()).contains("service-gateway");

        confluence.clock().advance(Duration.ofMinutes(61));
        assertThat(app.call("robot", "/rest/api/user/current").body()).contains("service-gateway");
        assertThat(confluence.requests().of("POST", "/rest/oauth2/latest/token"))
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.body()).contains("client_credentials"));
    }

    @Test
    void a_service_account_may_not_ask_for_more_than_the_app() {
        HttpResponse<String> answer = app.handIn("robot", Map.of("serviceAccount", true, "scopes", List.of("WRITE")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("[READ]");
    }

    @Test
    void a_registration_that_is_no_service_account_is_the_operators_concern() {
        confluence.switches().set(Switch.CLIENT_CREDENTIALS, "off");

        assertThat(problem(app.handIn("robot", "serviceAccount", true))).isEqualTo("misconfigured");
    }

    @Test
    void a_service_account_that_confluence_gives_a_token_and_then_does_not_know_is_not_connected() {
        confluence.faults().add(Fault.of(Fault.Action.STATUS).status(401).on("GET", "/rest/api/user/current"));

        HttpResponse<String> answer = app.handIn("robot", "serviceAccount", true);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(502);
        assertThat(problem(answer)).isEqualTo("bad-gateway");
        assertThat(problem(app.call("robot", "/rest/api/user/current"))).isEqualTo("not-connected");
    }

    @Test
    void disconnecting_a_service_account_revokes_its_token() {
        String id = OneApp.json(app.handIn("robot", "serviceAccount", true))
                .path("id")
                .asString();

        HttpResponse<String> ended = app.delete("/v1/connections/" + id);
        assertThat(OneApp.json(ended).path("revocation").asString()).isEqualTo("REVOKED");
        assertThat(problem(app.call("robot", "/rest/api/user/current"))).isEqualTo("not-connected");
    }

    @Test
    void name_and_password_connect_whoever_they_belong_to_and_are_not_repeated() {
        HttpResponse<String> answer = app.handIn("ann", "basicPassword", pair("bob", "bob"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(OneApp.json(answer).path("kind").asString()).isEqualTo("PASSWORD");
        assertThat(OneApp.json(answer).path("account").path("username").asString())
                .isEqualTo("bob");
        assertThat(app.call("ann", "/rest/api/user/current").body()).contains("\"bob\"");
    }

    @Test
    void a_wrong_password_is_called_by_its_name_and_five_are_enough() {
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> answer = app.handIn("ann", "basicPassword", pair("bob", "mismatch-7f3e-" + i));
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(problem(answer)).isEqualTo("password-refused");
            assertThat(answer.body()).doesNotContain("mismatch-7f3e");
        }
        confluence.requests().clear();

        assertThat(app.handIn("ann", "basicPassword", pair("bob", "bob")).statusCode())
                .isEqualTo(429);
        assertThat(confluence.requests().all()).isEmpty();
    }

    @Test
    void a_captcha_is_said_at_the_door_and_at_a_call_after_which_nothing_is_sent() {
        app.handIn("ann", "basicPassword", pair("bob", "bob"));
        confluence.switches().set(Switch.CAPTCHA, "on");
        assertThat(problem(app.handIn("bea", "basicPassword", pair("alice", "alice"))))
                .isEqualTo("captcha-due");
        confluence.requests().clear();

        for (int i = 0; i < 2; i++) {
            HttpResponse<String> answer = app.call("ann", "/rest/api/user/current");
            assertThat(problem(answer)).isEqualTo("reconnect-required");
            assertThat(answer.body()).contains("CAPTCHA");
        }
        assertThat(confluence.requests().all()).hasSize(1);
        assertThat(OneApp.json(app.get("/v1/connections?user=ann"))
                        .path("connections")
                        .path(0)
                        .path("reason")
                        .asString())
                .isEqualTo("CAPTCHA_DUE");
    }

    @Test
    void without_its_right_nothing_is_taken_and_confluence_is_not_asked() {
        app.close();
        app = app("");
        confluence.requests().clear();

        assertThat(app.handIn("robot", "serviceAccount", true).body()).contains("'service-accounts'");
        assertThat(app.handIn("ann", "basicPassword", pair("bob", "bob")).body())
                .contains("'basic-passwords'");
        assertThat(app.handIn("ann", "apiToken", Map.of("email", "a@b", "token", "ATATT3x-0"))
                        .body())
                .contains("'api-tokens'");
        assertThat(confluence.requests().all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"user\":\"ann\",\"site\":\"wiki\"}",
                "{\"user\":\"ann\",\"site\":\"wiki\",\"serviceAccount\":false}",
                "{\"user\":\"ann\",\"site\":\"wiki\",\"serviceAccount\":\"true\"}",
                "{\"user\":\"ann\",\"site\":\"wiki\",\"basicPassword\":\"bob\"}",
                "{\"user\":\"ann\",\"site\":\"wiki\",\"basicPassword\":{\"username\":\"bob\"}}",
                "{\"user\":\"ann\",\"site\":\"wiki\",\"basicPassword\":{\"username\":\"bob:x\",\"password\":\"sesame\"}}",
                "{\"user\":\"ann\",\"site\":\"wiki\",\"basicPassword\":{\"username\":\"bob\",\"password\":\"sesame\",\"x\":1}}",
                "{\"user\":\"ann\",\"site\":\"wiki\",\"serviceAccount\":true,\"basicPassword\":{\"username\":\"bob\",\"password\":\"sesame\"}}",
                "{\"user\":\"ann\",\"site\":\"wiki\",\"serviceAccount\":true,\"expiresAt\":\"2027-01-31T12:00:00Z\"}"
            })
    void what_is_not_in_the_one_form_is_sent_to_nobody(String body) {
        confluence.requests().clear();
        HttpResponse<String> answer =
                app.ask("POST", "/v1/connections", new tools.jackson.databind.json.JsonMapper().readTree(body));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("sesame");
        assertThat(confluence.requests().all()).isEmpty();
    }

    private static Map<String, String> pair(String username, String password) {
        return Map.of("username", username, "password", password);
    }
}

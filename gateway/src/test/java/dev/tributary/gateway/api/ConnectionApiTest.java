package dev.tributary.gateway.api;

import static dev.tributary.gateway.GatewayWorld.json;
import static dev.tributary.gateway.GatewayWorld.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.GatewayWorld;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.control.Fault;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.junit.StartConfluence;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@SuppressWarnings("NullAway.Init")
class ConnectionApiTest {

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
    void connections_are_listed_by_user_site_and_status() {
        world.connect("alice");
        end("portal", world.connect("bob"));

        assertThat(users("")).containsExactlyInAnyOrder("alice", "bob");
        assertThat(users("?user=alice")).containsExactly("alice");
        assertThat(users("?user=ALICE")).isEmpty();
        assertThat(users("?site=wiki&status=ACTIVE")).containsExactly("alice");
        assertThat(users("?status=DISCONNECTED")).containsExactly("bob");
        assertThat(users("?site=other")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?user=alice&user=bob",
                "?User=alice",
                "?limit=1000",
                "?status=active",
                "?status=",
                "?user=",
                "?user=%20alice",
                "?user=%ff",
                "?endsBefore=",
                "?endsBefore=tomorrow",
                "?endsBefore=2026-12-01",
                "?endsBefore=2026-12-01T00:00:00Z&endsBefore=2026-12-02T00:00:00Z",
                "?cursor=x",
                "?cursor=1 or 1",
                "?user=alice&"
            })
    void a_query_that_is_not_understood_is_refused(String query) {
        assertThat(world.ask("portal", "GET", "/v1/connections" + query.replace(" ", "%20"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_list_comes_in_pages_which_no_cursor_leads_out_of_the_application() {
        JsonNode foreign = connectAt("stranger", "alice");
        world.connect("alice");

        String low = "00000000-0000-0000-0000-000000000000";
        assertThat(users("?cursor=" + low)).containsExactly("alice");
        assertThat(users("?cursor=ffffffff-ffff-ffff-ffff-ffffffffffff")).isEmpty();
        assertThat(json(world.ask("portal", "GET", "/v1/connections?cursor=" + low))
                        .toString())
                .doesNotContain(foreign.path("id").asString());
    }

    @Tag("C13")
    @Test
    void what_belongs_to_another_application_looks_as_if_it_did_not_exist() {
        String foreign = connectAt("stranger", "alice").path("id").asString();
        for (String method : List.of("GET", "DELETE")) {
            HttpResponse<String> answer = world.ask("portal", method, "/v1/connections/" + foreign);
            HttpResponse<String> unknown = world.ask("portal", method, "/v1/connections/" + UUID.randomUUID());
            HttpResponse<String> noId = world.ask("portal", method, "/v1/connections/no-id");

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(problem(answer)).isEqualTo("unknown-connection");
            assertThat(answer.body()).isEqualTo(unknown.body()).isEqualTo(noId.body());
        }
        assertThat(world.call("stranger", "alice", "/rest/api/user/current").statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_connection_is_shown_without_any_secret() {
        String id = world.connect("alice").path("id").asString();
        HttpResponse<String> answer = world.ask("portal", "GET", "/v1/connections/" + id);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        confluence.grants().all().forEach(grant -> {
            assertThat(grant.accessTokens()).isNotEmpty().noneMatch(answer.body()::contains);
            assertThat(grant.refreshTokens()).isNotEmpty().noneMatch(answer.body()::contains);
        });
    }

    @Tag("C24")
    @Test
    void ending_a_connection_erases_and_revokes_and_says_so() {
        JsonNode connection = world.connect("alice");
        JsonNode ended = json(end("portal", connection));

        assertThat(ended.path("status").asString()).isEqualTo("DISCONNECTED");
        assertThat(ended.path("revocation").asString()).isEqualTo("REVOKED");
        assertThat(ended.path("detail").asString()).contains("erased", "revoked");
        assertThat(world.liveGrants()).isZero();
        assertThat(world.call("portal", "alice", "/rest/api/user/current").statusCode())
                .isEqualTo(409);
    }

    @Test
    void ending_it_again_changes_nothing() {
        JsonNode connection = world.connect("alice");
        end("portal", connection);
        HttpResponse<String> again = end("portal", connection);

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).path("revocation").asString()).isEqualTo("NOTHING_TO_REVOKE");
    }

    @Test
    void a_confluence_that_cannot_revoke_is_said_to_be_one() {
        confluence.switches().set(Switch.REVOKE_ENDPOINT, "absent");
        JsonNode ended = json(end("portal", world.connect("alice")));

        assertThat(ended.path("revocation").asString()).isEqualTo("NOT_SUPPORTED");
        assertThat(ended.path("detail").asString()).contains("cannot revoke", "authorizationsPage");
        assertThat(ended.path("authorizationsPage").asString())
                .startsWith(confluence.baseUrl().toString());
    }

    @Test
    void a_confluence_that_does_not_answer_ends_the_connection_all_the_same() {
        JsonNode connection = world.connect("alice");
        confluence
                .faults()
                .add(Fault.of(Fault.Action.STATUS)
                        .status(503)
                        .on("POST", "/rest/oauth2/latest/revoke")
                        .times(9));
        JsonNode ended = json(end("portal", connection));

        assertThat(ended.path("revocation").asString()).isEqualTo("FAILED");
        assertThat(world.call("portal", "alice", "/rest/api/user/current").statusCode())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource({"PUT, /v1/connections", "PATCH, /v1/connections", "OPTIONS, /v1/connections", "POST, /v1/connections/x"
    })
    void other_methods_are_refused_with_those_that_there_are(String method, String target) {
        HttpResponse<String> answer = world.ask("portal", method, target);

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET");
        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
    }

    @Test
    void a_body_where_there_must_be_none_is_refused() {
        assertThat(world.ask("portal", "DELETE", "/v1/connections/x", "{}").statusCode())
                .isEqualTo(400);
    }

    private HttpResponse<String> end(String app, JsonNode connection) {
        return world.ask(
                app, "DELETE", "/v1/connections/" + connection.path("id").asString());
    }

    private List<String> users(String query) {
        return json(world.ask("portal", "GET", "/v1/connections" + query))
                .path("connections")
                .valueStream()
                .map(connection -> connection.path("user").asString())
                .toList();
    }

    private JsonNode connectAt(String app, String user) {
        String token = world.personalToken(user);
        return json(world.ask(
                app, "POST", "/v1/connections", Map.of("user", user, "site", "wiki", "personalAccessToken", token)));
    }
}

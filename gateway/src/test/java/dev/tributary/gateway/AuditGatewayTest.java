package dev.tributary.gateway;

import static dev.tributary.gateway.identity.TestKey.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.audit.AuditEntry;
import dev.tributary.gateway.audit.AuditQuery;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a running gateway writes down, and to whom it shows that. */
@SuppressWarnings("NullAway.Init")
class AuditGatewayTest {

    private static final String WATCHER = "trib_watcher0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final String APPS = """
              watcher:
                keys: [sha256:%s]
                sites: [wiki]
                rights: [admin]
            """;

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    private GatewayWorld world;

    @BeforeEach
    void start() {
        world = new GatewayWorld(confluence, directory, APPS.formatted(sha256(WATCHER)));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void who_did_what_to_which_connection_when_and_from_where() {
        String id = world.connect("alice").path("id").asString();
        world.ask("portal", "DELETE", "/v1/connections/" + id);

        List<JsonNode> entries = awaited("connection=" + id, "connection.ended");
        assertThat(entries)
                .extracting(entry -> entry.path("event").asString())
                .startsWith("connection.connected")
                .contains("connection.confirmed", "connection.disconnected", "connection.ended");
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.path("by").asString()).isEqualTo("app");
            assertThat(entry.path("from").asString()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
            assertThat(entry.path("app").asString()).isEqualTo("portal");
            assertThat(entry.path("user").asString()).isEqualTo("alice");
            assertThat(entry.path("site").asString()).isEqualTo("wiki");
        });
        assertThat(entries.get(0).at("/details/account").asString()).isEqualTo("alice");
    }

    @Test
    void what_an_application_could_forge_a_line_with_stays_within_its_own() {
        String hostile = "alice\", \"app\": \"admin\u202e <script>";
        world.ask("portal", "POST", "/v1/connect-links", GatewayWorld.linkFor(hostile));

        assertThat(awaited("app=portal", "link.made").get(0).path("user").asString())
                .isEqualTo(hostile);
        HttpResponse<String> lines = audit("format=jsonl&event=link.made");
        assertThat(lines.headers().firstValue("Content-Type")).hasValue("application/jsonl");
        assertThat(lines.body().lines()).hasSize(1);
    }

    @Test
    void a_key_that_came_in_a_query_and_a_token_that_was_taken_out_are_there() {
        world.send(HttpRequest.newBuilder(world.uri("/v1/connections?key=" + GatewayWorld.key("portal"))));

        JsonNode misplaced = awaited("app=portal", "key.misplaced").get(0);
        assertThat(misplaced.at("/details/where").asString()).isEqualTo("query");
        assertThat(misplaced.toString()).doesNotContain(GatewayWorld.key("portal"));
    }

    @Test
    void whoever_does_again_and_again_what_is_refused_fills_no_table_with_it() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 30; i++) {
                world.send(HttpRequest.newBuilder(world.uri("/v1/connections?key=" + GatewayWorld.key("portal"))));
                world.exchange(world.uri(""), GatewayWorld.key("portal"), "grant_type=" + i);
            }
            confluence.clock().advance(Duration.ofMinutes(1));
        }
        world.ask("portal", "POST", "/v1/connect-links", GatewayWorld.linkFor("alice"));
        awaited("app=portal", "link.made");

        for (String event : List.of("key.misplaced", "token.refused")) {
            assertThat(entries("order=newest&event=" + event))
                    .as(event)
                    .hasSize(2)
                    .first()
                    .satisfies(newest ->
                            assertThat(newest.at("/details/leftOut").asString()).isEqualTo("29"));
        }
    }

    @Test
    void pages_lead_on_in_both_orders_and_instants_choose() {
        for (int i = 0; i < 3; i++) {
            world.ask("portal", "POST", "/v1/connect-links", GatewayWorld.linkFor("user-" + i));
            confluence.clock().advance(Duration.ofMinutes(1));
        }
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> entries("event=link.made").size() == 3);

        List<JsonNode> oldest = entries("event=link.made");
        List<JsonNode> newest = entries("event=link.made&order=newest");
        assertThat(users(oldest)).containsExactly("user-0", "user-1", "user-2");
        assertThat(users(newest)).containsExactly("user-2", "user-1", "user-0");
        String second = oldest.get(1).path("id").asString();
        assertThat(users(entries("event=link.made&cursor=" + second))).containsExactly("user-2");
        assertThat(users(entries("event=link.made&order=newest&cursor=" + second)))
                .containsExactly("user-0");
        String at = oldest.get(1).path("at").asString();
        assertThat(users(entries("event=link.made&since=" + at))).containsExactly("user-1", "user-2");
        assertThat(users(entries("event=link.made&until=" + at))).containsExactly("user-0");
    }

    @Test
    void a_call_is_written_down_if_that_is_asked_for_without_its_query() {
        try (GatewayWorld all =
                new GatewayWorld(confluence, directory.resolve("all"), "audit: { calls: all }\n", Map.of())) {
            String id = all.connect("alice").path("id").asString();
            assertThat(all.call("portal", "alice", "/rest/api/space?limit=7").statusCode())
                    .isEqualTo(200);
            assertThat(all.call("portal", "bob", "/rest/api/space?limit=7").statusCode())
                    .isEqualTo(409);

            try (GatewayAudit audit = GatewayAudit.open(all.config().storage())) {
                AuditQuery calls = AuditQuery.all(1);
                Awaitility.await()
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> audit.list(calls)
                                        .filter(entry -> entry.event().equals("call"))
                                        .count()
                                == 2);
                List<AuditEntry> made = audit.list(calls)
                        .filter(entry -> entry.event().equals("call"))
                        .toList();
                assertThat(made.get(0).about()).isEqualTo(new AuditEntry.About("portal", "alice", "wiki", id));
                assertThat(made.get(0).details())
                        .isEqualTo(Map.of(
                                "method",
                                "GET",
                                "path",
                                "/sites/wiki/rest/api/space",
                                "status",
                                "200",
                                "generation",
                                "1"));
                assertThat(made.get(1).details()).containsEntry("status", "409");
                assertThat(made.get(1).by().from()).isNotNull();
            }
        }
    }

    @Test
    void it_is_shown_to_nobody_else_and_a_question_must_be_one() {
        assertThat(world.ask("portal", "GET", "/v1/audit").statusCode()).isEqualTo(403);
        assertThat(world.send(HttpRequest.newBuilder(world.uri("/v1/audit"))).statusCode())
                .isEqualTo(401);
        assertThat(List.of("since=yesterday", "order=up", "format=xml", "apps=portal", "event=link.mad"))
                .allSatisfy(query -> assertThat(audit(query).statusCode()).isEqualTo(400));
    }

    private List<JsonNode> awaited(String query, String event) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> entries(query).stream()
                        .anyMatch(entry -> entry.path("event").asString().equals(event)));
        return entries(query);
    }

    private static List<String> users(List<JsonNode> entries) {
        return entries.stream().map(entry -> entry.path("user").asString()).toList();
    }

    private List<JsonNode> entries(String query) {
        JsonNode page = JsonMapper.builder().build().readTree(audit(query).body());
        return StreamSupport.stream(page.path("entries").spliterator(), false).toList();
    }

    private HttpResponse<String> audit(String query) {
        return world.send(
                HttpRequest.newBuilder(world.uri("/v1/audit?" + query)).header("Authorization", "Bearer " + WATCHER));
    }
}

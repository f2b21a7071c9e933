package dev.tributary.gateway.identity;

import static dev.tributary.gateway.GatewayWorld.json;
import static dev.tributary.gateway.GatewayWorld.key;
import static dev.tributary.gateway.GatewayWorld.linkFor;
import static dev.tributary.gateway.GatewayWorld.parameter;
import static dev.tributary.gateway.GatewayWorld.problem;
import static dev.tributary.gateway.GatewayWorld.through;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.GatewayWorld;
import dev.tributary.gateway.LogLines;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.junit.StartConfluence;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys of one application that may do different things: from where, for whom, and what. */
@Tag("C13")
@SuppressWarnings("NullAway.Init")
class KeyLimitsTest {

    private static final String LIST = "/v1/connections";
    private static final String CURRENT = "/rest/api/user/current";

    @StartConfluence
    static ConfluenceSimulator confluence;

    @TempDir
    static Path directory;

    @TempDir
    static Path another;

    static GatewayWorld world;
    static GatewayWorld behindProxies;
    static String alicesId;
    static String bobsId;

    @BeforeAll
    static void start() {
        behindProxies =
                new GatewayWorld(confluence, another, apps() + "trustedProxies: [127.0.0.1, \"::1\", 192.0.2.0/24]\n");
        world = new GatewayWorld(confluence, directory, apps());
        alicesId = connect("alice");
        bobsId = connect("bob");
    }

    private static String apps() {
        return """
                  team:
                    keys:
                      - sha256:%s
                      - { key: sha256:%s, from: [127.0.0.0/8, "::1"] }
                      - { key: sha256:%s, from: [10.0.0.0/8, "2001:db8::/32"] }
                      - { key: sha256:%s, users: [al*, carol] }
                      - { key: sha256:%s, readOnly: true }
                      - { key: sha256:%s, rights: [proxy] }
                    sites: [wiki]
                    rights: [connect, proxy]
                    returnUrls: ["%s"]
                """.formatted(
                        TestKey.sha256(key("whole")),
                        TestKey.sha256(key("near")),
                        TestKey.sha256(key("far")),
                        TestKey.sha256(key("some")),
                        TestKey.sha256(key("reading")),
                        TestKey.sha256(key("calling")),
                        GatewayWorld.RETURN_TO);
    }

    private static String connect(String user) {
        URI link = URI.create(json(world.ask("whole", "POST", "/v1/connect-links", linkFor(user)))
                .path("url")
                .asString());
        String code = parameter(through(link, new SimulatedBrowser(user, user)), "connection_code");
        return json(world.confirm("whole", code, user)).path("id").asString();
    }

    @AfterAll
    static void stop() {
        world.close();
        behindProxies.close();
    }

    @Test
    void all_keys_of_an_app_lead_to_the_same_connections() {
        for (String name : new String[] {"whole", "near", "some", "reading", "calling"}) {
            assertThat(json(world.call(name, "alice", CURRENT)).path("username").asString())
                    .as(name)
                    .isEqualTo("alice");
        }
    }

    @Test
    void a_key_that_is_shown_from_elsewhere_is_refused_like_an_unknown_one_and_reported() {
        try (LogLines audit = LogLines.of("dev.tributary.gateway.audit")) {
            HttpResponse<String> answer = world.ask("far", "GET", LIST);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo(world.ask("nobody", "GET", LIST).body());
            assertThat(world.call("far", "alice", CURRENT).statusCode()).isEqualTo(401);
            assertThat(audit.written())
                    .filteredOn(line -> line.startsWith("key.elsewhere"))
                    .hasSize(2)
                    .allMatch(line -> line.contains("\"team\""));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "far  |                              | 401",
                "far  | 10.1.2.3                     | 200",
                "far  | 2001:db8::7                  | 200",
                "far  | 10.1.2.3, 192.0.2.7          | 200",
                "far  | 10.1.2.3, 192.0.2.7, ::1     | 200",
                "far  | 10.1.2.3, 203.0.113.9        | 401",
                "far  | 203.0.113.9, 10.1.2.3        | 200",
                "far  | 10.1.2.3, unknown            | 401",
                "far  | 10.1.2.3,                    | 401",
                "far  | 10.1.2.3:4711                | 401",
                "far  | 192.0.2.7                    | 401",
                "far  | 10.1                         | 401",
                "near |                              | 401",
                "near | 127.0.0.2                    | 200",
                "near | 10.1.2.3                     | 401",
                "whole|                              | 200",
                "whole| nonsense                     | 200"
            })
    void behind_trusted_proxies_it_is_they_who_say_where_a_request_comes_from(String key, String hops, int status) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(behindProxies.uri(LIST)).header("Authorization", "Bearer " + key(key));

        assertThat(behindProxies
                        .send(hops == null ? request : request.header("X-Forwarded-For", hops))
                        .statusCode())
                .isEqualTo(status);
    }

    @Tag("C19")
    @Test
    void where_no_proxy_is_trusted_nobody_says_where_they_come_from() {
        for (String name : new String[] {"X-Forwarded-For", "Forwarded", "X-Real-IP"}) {
            String hop = name.equals("Forwarded") ? "for=10.1.2.3" : "10.1.2.3";
            HttpRequest.Builder far = HttpRequest.newBuilder(world.uri(LIST)).header(name, hop);
            HttpRequest.Builder near = HttpRequest.newBuilder(world.uri(LIST)).header(name, hop);

            assertThat(world.send(far.header("Authorization", "Bearer " + key("far")))
                            .statusCode())
                    .isEqualTo(401);
            assertThat(world.send(near.header("Authorization", "Bearer " + key("near")))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_key_for_some_users_does_not_reach_the_others() {
        assertThat(problem(world.call("some", "bob", CURRENT))).isEqualTo("user-not-allowed");
        assertThat(problem(world.ask("some", "POST", "/v1/connect-links", linkFor("bob"))))
                .isEqualTo("user-not-allowed");
        assertThat(problem(world.ask("some", "GET", LIST + "?user=bob"))).isEqualTo("user-not-allowed");
        assertThat(problem(world.ask("some", "GET", LIST + "/" + bobsId))).isEqualTo("unknown-connection");
        assertThat(problem(world.ask("some", "DELETE", LIST + "/" + bobsId))).isEqualTo("unknown-connection");
        assertThat(problem(byConnection(bobsId))).isEqualTo("unknown-connection");

        assertThat(json(byConnection(alicesId)).path("username").asString()).isEqualTo("alice");
        assertThat(json(world.ask("some", "GET", LIST)).path("connections").findValuesAsString("user"))
                .containsExactly("alice");
        assertThat(json(world.ask("whole", "GET", LIST)).path("connections").findValuesAsString("user"))
                .containsExactlyInAnyOrder("alice", "bob");
        assertThat(world.ask("some", "POST", "/v1/connect-links", linkFor("carol"))
                        .statusCode())
                .isEqualTo(201);
    }

    private static HttpResponse<String> byConnection(String id) {
        return world.send(HttpRequest.newBuilder(world.uri("/sites/wiki" + CURRENT))
                .header("Authorization", "Bearer " + key("some"))
                .header("Tributary-Connection", id));
    }

    @Test
    void a_key_that_may_only_read_does_not_write() {
        HttpResponse<String> answer = world.send(HttpRequest.newBuilder(world.uri("/sites/wiki/rest/api/content"))
                .header("Authorization", "Bearer " + key("reading"))
                .header("Tributary-User", "alice")
                .POST(BodyPublishers.ofString("{}")));

        assertThat(problem(answer)).isEqualTo("read-only");
    }

    @Test
    void a_key_without_a_right_of_its_app_lacks_it() {
        assertThat(problem(world.ask("calling", "GET", LIST))).isEqualTo("right-missing");
        assertThat(problem(world.ask("calling", "POST", LIST, Map.of("connectionCode", "x", "user", "alice"))))
                .isEqualTo("right-missing");
    }
}

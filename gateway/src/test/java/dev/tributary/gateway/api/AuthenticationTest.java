package dev.tributary.gateway.api;

import static dev.tributary.gateway.GatewayWorld.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.GatewayWorld;
import dev.tributary.gateway.LogLines;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init")
class AuthenticationTest {

    private static final String LIST = "/v1/connections";

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer ",
                "Bearer",
                "Bearer x",
                "Bearer trib_0000000000000000000000000000000000000000000000000000",
                "Bearer a b",
                "Token %s",
                "%s",
                "Bearer  \u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9",
                "Bearer %sx",
                "Bearer %s,%s"
            })
    void whoever_shows_no_key_as_bearer_is_refused_with_the_same_words(String field) {
        HttpResponse<String> without = world.send(HttpRequest.newBuilder(world.uri(LIST)));
        HttpResponse<String> with = world.send(HttpRequest.newBuilder(world.uri(LIST))
                .header("Authorization", field.formatted(key("portal"), key("portal"))));

        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(with.statusCode()).isEqualTo(401);
        assertThat(with.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(with.body()).isEqualTo(without.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer %s", "bearer %s", "BEARER %s", "Bearer  %s"})
    void the_scheme_is_compared_without_case(String field) {
        assertThat(world.send(HttpRequest.newBuilder(world.uri(LIST))
                                .header("Authorization", field.formatted(key("portal"))))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"?access_token=%s, query", "?key=%s&user=x, query", "?%s, query"})
    void a_key_in_the_query_is_refused_and_reported(String query, String where) {
        isReported(HttpRequest.newBuilder(world.uri(LIST + query.formatted(key("portal")))), where);
        isReported(
                HttpRequest.newBuilder(world.uri(LIST + query.formatted(key("portal"))))
                        .header("Authorization", "Bearer " + key("portal")),
                where);
    }

    @ParameterizedTest
    @ValueSource(strings = {"key=%s", "a=b; key=%s; c=d"})
    void a_key_in_a_cookie_is_refused_and_reported(String cookies) {
        isReported(
                HttpRequest.newBuilder(world.uri(LIST)).header("Cookie", cookies.formatted(key("portal"))), "cookie");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s:", "portal:%s"})
    void a_key_in_basic_authentication_is_refused_and_reported(String pair) {
        String encoded =
                Base64.getEncoder().encodeToString(pair.formatted(key("portal")).getBytes(StandardCharsets.UTF_8));
        isReported(
                HttpRequest.newBuilder(world.uri(LIST)).header("Authorization", "Basic " + encoded),
                "Basic authentication");
    }

    @Test
    void a_misplaced_key_does_not_open_the_way_to_confluence_either() {
        HttpResponse<String> answer =
                world.send(HttpRequest.newBuilder(world.uri("/sites/wiki/rest/api/space?access_token=" + key("portal")))
                        .header("Tributary-User", "alice"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(confluence.requests().of("GET", "/rest/api/space")).isEmpty();
    }

    @Test
    void whoever_is_refused_learns_so_also_while_still_sending() {
        for (int i = 0; i < 20; i++) {
            HttpResponse<String> answer = world.send(HttpRequest.newBuilder(world.uri("/v1/connect-links"))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[4 * 1024 * 1024])));

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("Connection")).contains("close");
        }
    }

    @Tag("C13")
    @ParameterizedTest
    @CsvSource({
        "reader, GET, /v1/connections, connect",
        "reader, GET, /v1/connections/no-id, connect",
        "reader, DELETE, /v1/connections/no-id, connect"
    })
    void a_right_that_is_missing_is_named(String app, String method, String target, String right) {
        HttpResponse<String> answer = world.ask(app, method, target);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("'" + right + "'");
    }

    private static void isReported(HttpRequest.Builder request, String where) {
        try (LogLines audit = LogLines.of("dev.tributary.gateway.audit")) {
            assertThat(world.send(request).statusCode()).isEqualTo(401);

            assertThat(audit.written())
                    .anySatisfy(line -> assertThat(line).contains("key.misplaced", "\"portal\"", "\"" + where + "\""));
            assertThat(audit.written()).noneMatch(line -> line.contains(key("portal")));
        }
    }
}

package dev.tributary.gateway.api;

import static dev.tributary.gateway.GatewayWorld.RETURN_TO;
import static dev.tributary.gateway.GatewayWorld.json;
import static dev.tributary.gateway.GatewayWorld.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.GatewayWorld;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init")
class LinkApiTest {

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

    @Test
    void a_link_is_an_address_at_the_gateway_that_says_when_it_ends() {
        HttpResponse<String> answer = ask(Map.of());

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(json(answer).path("url").asString()).matches(world.uri("/connect/") + "[A-Za-z0-9_-]{43}");
        assertThat(Instant.parse(json(answer).path("expiresAt").asString()))
                .isBetween(
                        confluence.clock().instant().plus(Duration.ofMinutes(14)),
                        confluence.clock().instant().plus(Duration.ofMinutes(15)));
    }

    @Tag("C8")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8082/other",
                RETURN_TO + "/",
                "http://LOCALHOST:8082/back",
                "http://localhost:8082.evil.example/back",
                "http://localhost:8082@evil.example/back",
                RETURN_TO + "%2f..",
                RETURN_TO + "#x",
                RETURN_TO + "?connection_code=x",
                "http://localhost:8083/back",
                "javascript:alert(1)",
                "//evil.example",
                "/back",
                " " + RETURN_TO
            })
    void users_are_sent_back_to_a_registered_address_only(String returnTo) {
        HttpResponse<String> answer = ask(Map.of("returnTo", returnTo));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("evil").contains("returnTo");
    }

    @Tag("C8")
    @ParameterizedTest
    @ValueSource(
            strings = {"short", "with space in it", "with%percent-sign", "quote\"quote-quote-q", "ünicode-state-state"})
    void a_state_has_the_one_form_that_needs_no_encoding(String state) {
        assertThat(ask(Map.of("state", state)).statusCode()).isEqualTo(400);
        assertThat(ask(Map.of("state", "a".repeat(513))).statusCode()).isEqualTo(400);
        assertThat(ask(Map.of("state", "a".repeat(512))).statusCode()).isEqualTo(201);
    }

    @Tag("C1")
    @ParameterizedTest
    @ValueSource(strings = {"user", "site", "returnTo", "state"})
    void nothing_may_be_left_out(String member) {
        Map<String, Object> body = new HashMap<>(GatewayWorld.linkFor("alice"));
        body.remove(member);

        HttpResponse<String> answer = world.ask("portal", "POST", "/v1/connect-links", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("'" + member + "'");
    }

    @Tag("C8")
    @ParameterizedTest
    @ValueSource(strings = {"ADMIN", "SYSTEM_ADMIN", "read:confluence", "write"})
    void nobody_asks_for_more_than_the_site_allows(String scope) {
        assertThat(ask(Map.of("scopes", List.of(scope))).statusCode()).isEqualTo(400);
    }

    @Test
    void an_application_may_ask_for_less() {
        HttpResponse<String> answer = ask(Map.of("scopes", List.of("READ")));
        assertThat(answer.statusCode()).isEqualTo(201);

        String page = world.browse(URI.create(json(answer).path("url").asString()), "")
                .body();
        assertThat(page).contains("See the pages, spaces and files").doesNotContain("delete");
    }

    @Test
    void a_site_of_others_looks_as_if_it_did_not_exist() {
        HttpResponse<String> foreign = ask(Map.of("site", "other"));
        HttpResponse<String> unknown = ask(Map.of("site", "nosuch"));

        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(problem(foreign)).isEqualTo("unknown-site");
        assertThat(foreign.body()).isEqualTo(unknown.body());
    }

    @Test
    void a_body_has_its_limits() {
        assertThat(world.ask("portal", "POST", "/v1/connect-links", "{\"user\":\"" + "a".repeat(10_000_000) + "\"}")
                        .statusCode())
                .isEqualTo(413);
        assertThat(world.ask("portal", "POST", "/v1/connect-links", "[".repeat(5_000))
                        .statusCode())
                .isEqualTo(400);
        assertThat(ask(Map.of("more", "x")).statusCode()).isEqualTo(400);
    }

    @Test
    void a_user_has_a_hundred_open_links_at_most_and_others_have_theirs() {
        for (int i = 0; i < 100; i++) {
            assertThat(ask(Map.of("user", "busy")).statusCode()).isEqualTo(201);
        }

        HttpResponse<String> oneMore = ask(Map.of("user", "busy"));
        assertThat(oneMore.statusCode()).isEqualTo(429);
        assertThat(oneMore.headers().firstValue("Retry-After")).isPresent();
        assertThat(ask(Map.of("user", "idle")).statusCode()).isEqualTo(201);
    }

    private static HttpResponse<String> ask(Map<String, Object> changes) {
        Map<String, Object> body = new HashMap<>(GatewayWorld.linkFor("alice"));
        body.putAll(changes);
        return world.ask("portal", "POST", "/v1/connect-links", body);
    }
}

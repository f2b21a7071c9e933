package dev.tributary.gateway.connect;

import static dev.tributary.gateway.GatewayWorld.json;
import static dev.tributary.gateway.GatewayWorld.parameter;
import static dev.tributary.gateway.GatewayWorld.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.gateway.GatewayWorld;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.junit.StartConfluence;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@SuppressWarnings("NullAway.Init")
class ConfirmationTest {

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
    void whoever_is_named_is_connected_with_the_account_that_consented() {
        HttpResponse<String> answer = world.confirm("portal", world.code("alice"), "alice");

        assertThat(answer.statusCode()).isEqualTo(201);
        JsonNode connection = json(answer);
        assertThat(connection.path("id").asString()).matches("[0-9a-f-]{36}");
        assertThat(connection.path("user").asString()).isEqualTo("alice");
        assertThat(connection.path("site").asString()).isEqualTo("wiki");
        assertThat(connection.path("kind").asString()).isEqualTo("OAUTH");
        assertThat(connection.path("status").asString()).isEqualTo("ACTIVE");
        assertThat(connection.path("account").path("username").asString()).isEqualTo("alice");
        assertThat(connection.path("scopes").path(0).asString()).isEqualTo("WRITE");
        assertThat(connection.path("generation").asLong()).isEqualTo(1);
        assertThat(connection.path("expiresAt").asString()).isNotEmpty();
    }

    @Tag("C1")
    @Test
    void a_grant_that_nobody_has_confirmed_is_in_no_list_and_cannot_be_called_with() {
        String code = world.code("alice");

        assertThat(json(world.ask("portal", "GET", "/v1/connections")).path("connections"))
                .isEmpty();
        assertThat(world.call("portal", "alice", "/rest/api/user/current").statusCode())
                .isEqualTo(409);
        assertThat(world.confirm("portal", code, "alice").statusCode()).isEqualTo(201);
    }

    @Tag("C9")
    @Test
    void the_same_again_is_the_same_connection_because_an_answer_may_be_lost() {
        String code = world.code("alice");
        JsonNode first = json(world.confirm("portal", code, "alice"));

        HttpResponse<String> again = world.confirm("portal", code, "alice");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again)).isEqualTo(first);
        assertThat(world.liveGrants()).isEqualTo(1);
    }

    @Tag("C1")
    @Tag("C3")
    @Test
    void another_user_than_the_one_who_began_is_not_connected_and_the_grant_is_revoked() {
        String code = parameter(
                GatewayWorld.through(world.link("mallory"), new SimulatedBrowser("bob", "bob")), "connection_code");

        HttpResponse<String> answer = world.confirm("portal", code, "bob");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(problem(answer)).isEqualTo("user-mismatch");
        assertThat(world.liveGrants()).isZero();
        assertThat(world.confirm("portal", code, "mallory").statusCode()).isEqualTo(410);
        assertThat(json(world.ask("portal", "GET", "/v1/connections")).path("connections"))
                .isEmpty();
    }

    @Tag("C9")
    @Test
    void another_user_after_the_first_was_connected_learns_nothing_and_harms_nothing() {
        String code = world.code("alice");
        assertThat(world.confirm("portal", code, "alice").statusCode()).isEqualTo(201);

        assertThat(world.confirm("portal", code, "mallory").statusCode()).isEqualTo(410);
        assertThat(world.call("portal", "alice", "/rest/api/user/current").statusCode())
                .isEqualTo(200);
    }

    @Tag("C9")
    @Test
    void another_application_finds_no_such_code_and_does_not_spend_it() {
        String code = world.code("alice");
        HttpResponse<String> foreign = world.confirm("stranger", code, "alice");
        HttpResponse<String> unknown = world.confirm("stranger", "A".repeat(43), "alice");

        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(foreign.body()).isEqualTo(unknown.body());
        assertThat(world.confirm("portal", code, "alice").statusCode()).isEqualTo(201);
        assertThat(world.confirm("stranger", code, "alice").body()).isEqualTo(unknown.body());
    }

    @Tag("C9")
    @Test
    void a_code_lives_for_five_minutes() {
        String code = world.code("alice");
        confluence.clock().advance(Duration.ofMinutes(5));

        assertThat(world.confirm("portal", code, "alice").statusCode()).isEqualTo(410);
        assertThat(world.liveGrants()).isZero();
        assertThat(json(world.ask("portal", "GET", "/v1/connections")).path("connections"))
                .isEmpty();
    }

    @Test
    void after_five_minutes_not_even_the_same_is_answered_again() {
        String code = world.code("alice");
        assertThat(world.confirm("portal", code, "alice").statusCode()).isEqualTo(201);
        confluence.clock().advance(Duration.ofMinutes(5));

        assertThat(world.confirm("portal", code, "alice").statusCode()).isEqualTo(410);
        assertThat(world.liveGrants()).isEqualTo(1);
    }

    @Test
    void many_at_once_make_one_connection_and_revoke_nothing() {
        String code = world.code("alice");
        List<CompletableFuture<HttpResponse<String>>> asked = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> world.confirm("portal", code, "alice")))
                .toList();
        List<HttpResponse<String>> answers =
                asked.stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnlyOnce(201);
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 201);
        assertThat(answers)
                .extracting(answer -> json(answer).path("id").asString())
                .doesNotContain("")
                .containsOnly(json(answers.get(0)).path("id").asString());
        assertThat(world.call("portal", "alice", "/rest/api/user/current").statusCode())
                .isEqualTo(200);
    }

    @Test
    void confirming_and_refusing_at_once_end_in_one_of_the_two() {
        String code = world.code("alice");
        CompletableFuture<HttpResponse<String>> right =
                CompletableFuture.supplyAsync(() -> world.confirm("portal", code, "alice"));
        CompletableFuture<HttpResponse<String>> wrong =
                CompletableFuture.supplyAsync(() -> world.confirm("portal", code, "mallory"));

        List<Integer> statuses = List.of(right.join().statusCode(), wrong.join().statusCode());
        assertThat(statuses).isIn(List.of(201, 410), List.of(410, 403));
        assertThat(world.liveGrants()).isEqualTo(statuses.get(0) == 201 ? 1 : 0);
    }

    @Test
    void connecting_again_keeps_the_id_and_revokes_the_older_grant() {
        JsonNode first = world.connect("alice");
        JsonNode second = world.connect("alice");

        assertThat(second.path("id")).isEqualTo(first.path("id"));
        assertThat(second.path("generation").asLong()).isGreaterThan(1);
        assertThat(world.liveGrants()).isEqualTo(1);
    }

    @Test
    void an_older_connection_goes_on_until_the_newer_grant_is_confirmed() {
        world.connect("alice");
        world.code("alice");

        assertThat(world.call("portal", "alice", "/rest/api/user/current").statusCode())
                .isEqualTo(200);
    }

    @Tag("C10")
    @Test
    void another_account_replaces_nothing_until_the_application_accepts_it() {
        world.connect("alice");
        String code = parameter(
                GatewayWorld.through(world.link("alice"), new SimulatedBrowser("bob", "bob")), "connection_code");

        HttpResponse<String> answer = world.confirm("portal", code, "alice");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(problem(answer)).isEqualTo("account-changed");
        assertThat(json(answer).path("account").path("username").asString()).isEqualTo("alice");
        assertThat(json(answer).path("newAccount").path("username").asString()).isEqualTo("bob");
        assertThat(world.call("portal", "alice", "/rest/api/user/current").body())
                .contains("\"username\":\"alice\"");

        String bob = json(answer).path("newAccount").path("id").asString();
        HttpResponse<String> accepted = world.ask(
                "portal",
                "POST",
                "/v1/connections",
                Map.of("connectionCode", code, "user", "alice", "acceptAccount", bob));
        assertThat(accepted.statusCode()).isEqualTo(201);
        assertThat(json(accepted).path("account").path("username").asString()).isEqualTo("bob");
    }

    @Tag("C10")
    @Test
    void accepting_some_third_account_changes_nothing() {
        world.connect("alice");
        String code = parameter(
                GatewayWorld.through(world.link("alice"), new SimulatedBrowser("bob", "bob")), "connection_code");

        assertThat(world.ask(
                                "portal",
                                "POST",
                                "/v1/connections",
                                Map.of("connectionCode", code, "user", "alice", "acceptAccount", "somebody"))
                        .statusCode())
                .isEqualTo(409);
    }

    @Tag("C12")
    @ParameterizedTest
    @ValueSource(strings = {"ALICE", "alicé", "alice\u200b", "alicе"})
    void users_are_told_apart_octet_by_octet(String almost) {
        String code = world.code("alice");

        assertThat(world.confirm("portal", code, almost).statusCode()).isEqualTo(403);
        assertThat(world.liveGrants()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {" alice", "alice ", "ali\nce", ""})
    void what_can_be_no_user_is_refused_before_the_code_is_looked_at(String noUser) {
        String code = world.code("alice");

        assertThat(world.confirm("portal", code, noUser).statusCode()).isEqualTo(400);
        assertThat(world.confirm("portal", code, "alice").statusCode()).isEqualTo(201);
    }

    @Test
    void a_gateway_that_starts_revokes_what_nobody_confirmed_while_it_was_away() {
        world.code("alice");
        world.close();
        confluence.clock().advance(Duration.ofMinutes(6));
        world = new GatewayWorld(confluence, directory);

        await().until(() -> world.liveGrants() == 0);
    }
}

package dev.tributary.gateway;

import static dev.tributary.gateway.GatewayWorld.cookie;
import static dev.tributary.gateway.GatewayWorld.formToken;
import static dev.tributary.gateway.identity.TestKey.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.connect.FormToken;
import dev.tributary.model.Secret;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** While the store is away nothing is done, which is told, and nothing that it is about is told. */
@SuppressWarnings("NullAway.Init")
class StoreAwayTest {

    private static final String[] TABLES = {"tributary_connection", "tributary_ticket", "tributary_audit"};

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    private GatewayWorld world;

    @BeforeEach
    void start() {
        world = new GatewayWorld(
                confluence,
                directory,
                "  auditor: { keys: [\"sha256:%s\"], sites: [wiki], rights: [admin] }\n"
                        .formatted(sha256(GatewayWorld.key("auditor"))));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private void away() throws Exception {
        rename("%s", "%s_away");
    }

    private void back() throws Exception {
        rename("%s_away", "%s");
    }

    private void rename(String from, String to) throws Exception {
        Path file = directory.resolve("tributary-data/tributary.db");
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = database.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 10000");
            for (String table : TABLES) {
                statement.execute("ALTER TABLE " + from.formatted(table) + " RENAME TO " + to.formatted(table));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/connections",
        "GET, /v1/connections/ID",
        "DELETE, /v1/connections/ID",
        "GET, /health/ready",
        "HEAD, /health/ready"
    })
    void what_is_asked_of_it_is_answered_with_503(String method, String target) throws Exception {
        String id = world.connect("alice").path("id").asString();
        away();

        HttpResponse<String> answer = world.ask("portal", method, target.replace("ID", id));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.body()).doesNotContain("tributary_", "SELECT", "alice");
        back();
        assertThat(world.ask("portal", "GET", "/v1/connections/" + id).statusCode())
                .isEqualTo(200);
    }

    @Test
    void no_link_is_made_and_none_confirmed() throws Exception {
        away();

        assertThat(world.ask("portal", "POST", "/v1/connect-links", GatewayWorld.linkFor("alice"))
                        .statusCode())
                .isEqualTo(503);
        assertThat(world.confirm("portal", "c".repeat(43), "alice").statusCode())
                .isEqualTo(503);
    }

    @Test
    void no_token_is_handed_out() throws Exception {
        away();

        HttpResponse<String> answer = world.exchange(
                world.uri("/"),
                GatewayWorld.key("stranger"),
                "grant_type=urn:ietf:params:oauth:grant-type:token-exchange"
                        + "&subject_token_type=urn:tributary:token-type:connection&resource=wiki&subject_token="
                        + UUID.randomUUID());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    }

    @Test
    void who_is_on_the_way_is_told_to_try_again_and_can() throws Exception {
        URI link = world.link("alice");
        HttpResponse<String> page = world.browse(link, "");
        String form = "form-token=" + formToken(page);
        away();

        assertThat(world.post(link, cookie(page), form).statusCode()).isEqualTo(503);
        assertThat(world.send(HttpRequest.newBuilder(world.uri("/callback/wiki?state=" + "s".repeat(43) + "&code=c")))
                        .statusCode())
                .isEqualTo(503);
        back();
        assertThat(world.post(link, cookie(page), form).statusCode()).isEqualTo(303);
    }

    @Test
    void no_choice_of_a_site_is_taken() throws Exception {
        String choice = "c".repeat(43);
        String browser = "b".repeat(43);
        away();

        HttpResponse<String> answer = world.post(
                world.uri("/choose/" + choice),
                "tributary-flow=" + browser,
                "form-token=" + FormToken.of(Secret.of(browser), choice)
                        + "&site=11111111-1111-4111-8111-111111111111");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    }

    @Test
    void what_was_done_is_not_told() throws Exception {
        assertThat(world.ask("auditor", "GET", "/v1/audit").statusCode()).isEqualTo(200);
        away();

        assertThat(world.ask("auditor", "GET", "/v1/audit").statusCode()).isEqualTo(503);
    }
}

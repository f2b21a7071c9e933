package dev.tributary.gateway.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.SimulatedBrowser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody edits the configuration or the files between two starts. */
final class EditedTest {

    @TempDir
    Path directory;

    private Ground ground;

    @BeforeEach
    void open() {
        ground = new Ground(directory);
    }

    @AfterEach
    void close() {
        ground.close();
    }

    @Tag("C27")
    @Test
    void c27_tokens_do_not_follow_a_base_url_that_was_edited() {
        ground.restart(yaml -> yaml.replace(
                ground.wiki.baseUrl().toString(), ground.evil.baseUrl().toString()));
        ground.begin();

        Answer answer = ground.call(App.A, "alice", Ground.CURRENT).isProblem(503);
        Answer ended = ground.api(App.A, "DELETE", "/v1/connections/" + ground.alicesOfB, null);

        assertThat(answer.text("/type")).endsWith("/misconfigured");
        assertThat(answer.body()).doesNotContain(ground.wiki.baseUrl().toString());
        assertThat(ended.status()).isEqualTo(404);
        ground.api(App.A, "DELETE", "/v1/connections/" + ground.bobsOfA, null).is(200);
        ground.assertNothingReachedConfluence();

        ground.restart();
        assertThat(ground.call(App.A, "alice", Ground.CURRENT).is(200).text("/username"))
                .isEqualTo("alice");
        ground.witness.assertNothingSecretWasSaid();
    }

    @Tag("C27")
    @Test
    void c27_neither_does_a_flow_under_way_nor_a_grant_that_waits() {
        Journey underWay = new Journey(ground, App.A, "carol").browser(new SimulatedBrowser("alice", "alice"));
        URI callback = underWay.callback();
        String code = new Journey(ground, App.A, "dora")
                .browser(new SimulatedBrowser("bob", "bob"))
                .approve();
        ground.restart(yaml -> yaml.replace(
                ground.wiki.baseUrl().toString(), ground.evil.baseUrl().toString()));
        ground.begin();

        Exchange arrived = underWay.browser().get(callback);
        Answer confirmed = ground.confirm(App.A, code, "dora").isProblem(410);

        assertThat(arrived.status()).isEqualTo(410);
        assertThat(arrived.page()).contains("another address", "start again");
        assertThat(confirmed.text("/type")).endsWith("/site-moved");
        assertThat(confirmed.text("/detail")).contains("Begin a new flow");
        ground.confirm(App.A, code, "dora").isProblem(410);
        ground.assertNothingReachedConfluence();

        ground.restart();
        ground.confirm(App.A, code, "dora").isProblem(410);
        ground.assertUnharmed();
    }

    @Tag("C34")
    @Test
    void c34_a_simulator_that_was_not_said_to_be_one_is_refused() {
        assertThatThrownBy(() -> ground.restart(yaml -> yaml.replaceFirst("simulator: true", "simulator: false")))
                .hasMessageContaining("sites.wiki.simulator")
                .hasMessageContaining("simulator: true");

        ground.restart();
        ground.assertUnharmed();
    }

    @Tag("C30")
    @Test
    void c30_a_keyset_that_is_missing_is_not_made_anew_over_data_that_needs_the_old_one() throws IOException {
        Path keyset = directory.resolve("tributary-keys/keyset.json");
        Path away = directory.resolve("away.json");
        Files.move(keyset, away);

        assertThatThrownBy(ground::restart).hasMessageContaining("keyset.json");
        assertThat(keyset).doesNotExist();

        Files.move(away, keyset);
        ground.restart();
        ground.assertUnharmed();
    }

    @Test
    void a_keyset_of_another_gateway_opens_nothing(@TempDir Path elsewhere) throws IOException {
        try (Ground other = new Ground(elsewhere)) {
            other.assertUnharmed();
        }
        Path keyset = directory.resolve("tributary-keys/keyset.json");
        byte[] mine = Files.readAllBytes(keyset);
        Files.write(keyset, Files.readAllBytes(elsewhere.resolve("tributary-keys/keyset.json")));

        assertThatThrownBy(ground::restart).hasMessageContaining("keyset");

        Files.write(keyset, mine);
        ground.restart();
        ground.assertUnharmed();
    }

    @Tag("C29")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "user_id = 'x' WHERE app = 'a' AND user_id = 'alice'; user_id = 'alice' WHERE app = 'a' AND user_id = 'bob'",
                "app = 'x' WHERE app = 'a' AND user_id = 'alice'; app = 'a' WHERE app = 'b'",
                "access_token = (SELECT access_token FROM tributary_connection WHERE user_id = 'bob')",
                "site = 'wiki2' WHERE app = 'a' AND user_id = 'alice'",
                "origin = 'http://localhost:1' WHERE app = 'a' AND user_id = 'alice'",
                "generation = generation + 1 WHERE app = 'a' AND user_id = 'alice'"
            })
    void c29_who_edits_a_row_makes_its_tokens_useless(String change) throws SQLException {
        ground.stop();
        edit(change);
        ground.begin();
        ground.restart();

        for (String site : List.of("wiki", "wiki2")) {
            Answer answer = ground.call(App.A, "alice", "/sites/" + site + "/rest/api/user/current");
            assertThat(answer.status()).as(answer.body()).isIn(409, 500, 503);
            assertThat(answer.body()).doesNotContain("userKey");
        }
        ground.assertNothingReachedConfluence();
        ground.witness.assertNothingSecretWasSaid();
    }

    private void edit(String change) throws SQLException {
        String database = "jdbc:sqlite:" + directory.resolve("tributary-data/tributary.db");
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement()) {
            for (String each : change.split("; ", -1)) {
                assertThat(statement.executeUpdate("UPDATE tributary_connection SET " + each))
                        .isPositive();
            }
        }
    }

    @Test
    void an_app_that_lost_a_site_or_a_right_has_lost_it() {
        ground.restart(yaml -> yaml.replace("sites: [wiki, wiki2, evil]\n", "sites: [wiki2]\n")
                .replaceFirst("rights: \\[connect, proxy]", "rights: [connect]"));

        ground.call(App.A, "alice", Ground.CURRENT).isProblem(403, 404);
        ground.call(App.A, "alice", "/sites/wiki2/rest/api/user/current").isProblem(403);
        ground.api(App.A, "POST", "/v1/connect-links", Journey.wish("alice")).isProblem(404);
        assertThat(ground.call(App.B, "alice", Ground.CURRENT).is(200).text("/username"))
                .isEqualTo("alice");
    }
}

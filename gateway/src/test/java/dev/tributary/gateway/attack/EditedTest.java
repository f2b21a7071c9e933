package dev.tributary.gateway.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void c34_a_simulator_that_was_not_said_to_be_one_is_refused() {
        assertThatThrownBy(() -> ground.restart(yaml -> yaml.replaceFirst("simulator: true", "simulator: false")))
                .hasMessageContaining("sites.wiki.simulator")
                .hasMessageContaining("simulator: true");

        ground.restart();
        ground.assertUnharmed();
    }

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

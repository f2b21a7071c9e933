package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.config.Database;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.store.Keyset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mariadb.jdbc.Configuration;

/** What a driver makes of a URL and of what the gateway adds to it. */
final class DriverPropertiesTest {

    @Test
    void the_driver_of_mariadb_sends_no_file_of_this_machine(@TempDir Path directory) throws IOException, SQLException {
        String url = "jdbc:mariadb://db.example.org/tributary?socketTimeout=7";

        Configuration driver = Configuration.parse(url, server(url, directory).properties());

        assertThat(driver.allowLocalInfile()).isFalse();
        assertThat(driver.nonMappedOptions()).isEmpty();
        assertThat(driver.socketTimeout()).isEqualTo(7);
        assertThat(driver.connectTimeout()).isEqualTo(10_000);
    }

    private static DatabaseServer server(String url, Path directory) throws IOException {
        Path keyset = directory.resolve("keys").resolve("keyset.json");
        Keyset.file(keyset).keyset(true);
        String yaml = """
                publicUrl: http://localhost:8081
                store: {url: '%s', user: tributary}
                keysetJson: ${TRIBUTARY_KEYSET}
                sites:
                  wiki:
                    dataCenter: {baseUrl: 'http://localhost:8090', clientId: my-app, clientSecret: '${WIKI_SECRET}'}
                apps:
                  portal:
                    keys: ['${PORTAL_KEY}']
                    sites: [wiki]
                    rights: [connect, proxy]
                    returnUrls: ['http://localhost:8082/back']
                """.formatted(url);
        Map<String, String> environment = Map.of(
                "TRIBUTARY_KEYSET", Files.readString(keyset),
                "WIKI_SECRET", "hunter2-secret-of-the-wiki",
                "PORTAL_KEY", GatewayWorld.key("portal"));
        GatewayConfig config = GatewayConfig.parse(yaml, directory, environment);
        return new DatabaseServer((Database.Server) config.storage().database());
    }
}

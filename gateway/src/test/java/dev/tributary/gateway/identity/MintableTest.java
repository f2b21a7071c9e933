package dev.tributary.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.config.Right;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a key that is minted in the console may do is no more than what a key of the configuration may, without its limits. */
class MintableTest {

    private static final String CONFIG = """
            publicUrl: http://localhost:8081
            sites: { wiki: { dataCenter: { baseUrl: "http://localhost:8090", clientId: my-app, clientSecret: "${SECRET}" } } }
            apps:
              portal:
                keys: [KEYS]
                sites: [wiki]
                rights: [connect, proxy, export]
                returnUrls: ["http://localhost:8082/back"]
            """;
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "SECRET", "secret-of-the-gateway", "KEY", "trib_" + "k".repeat(64), "OTHER", "trib_" + "o".repeat(64));

    @Tag("C31")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"${KEY}\" | CONNECT PROXY",
                "{ key: \"${KEY}\", rights: [proxy] } | PROXY",
                "{ key: \"${KEY}\", from: [10.1.2.0/24] } | ''",
                "{ key: \"${KEY}\", users: [\"report-*\"] } | ''",
                "{ key: \"${KEY}\", users: [\"report-*\"] }, { key: \"${OTHER}\", rights: [connect] } | CONNECT"
            })
    void no_limit_of_a_key_is_left_by_minting_another(String keys, String expected, @TempDir Path directory) {
        GatewayConfig config = GatewayConfig.parse(CONFIG.replace("KEYS", keys), directory, ENVIRONMENT);

        assertThat(MintedKeys.mintable(config.apps().get(0)).stream()
                        .map(Right::name)
                        .sorted())
                .containsExactly(expected.isEmpty() ? new String[0] : expected.split(" ", -1));
    }
}

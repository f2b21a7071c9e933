package dev.tributary.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.model.Secret;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets come from the environment or not at all, and no message quotes one, wherever it was put by mistake. */
final class SecretsInConfigTest {

    private static final String LITERAL =
            "A secret stands in the file. Write \"${NAME}\" and set the environment variable NAME;"
                    + " change the secret if others could read the file.";

    @Tag("C15")
    @Test
    void a_secret_in_the_file_is_a_fault() {
        String yaml = Sample.with("${WIKI_SECRET}", Sample.SECRET).replace("${PORTAL_KEY}", Sample.KEY);

        assertThat(Sample.faults(yaml))
                .extracting(Fault::toString)
                .containsExactly(
                        "line 7, column 21: sites.wiki.dataCenter.clientSecret: " + LITERAL,
                        "line 10, column 12: apps.portal.keys[0]: " + LITERAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"${PORTAL_KEY} ", " ${PORTAL_KEY}", "x${PORTAL_KEY}", "$PORTAL_KEY", "${}", "${A-B}"})
    void half_a_variable_is_a_secret_in_the_file(String written) {
        assertThat(Sample.faults(Sample.with("${PORTAL_KEY}", written)))
                .singleElement()
                .hasFieldOrPropertyWithValue("what", LITERAL);
    }

    @ParameterizedTest
    @CsvSource({
        "trib_short, The app key is too short to be random.",
        "trib_0123456789abcdef 0123456789abcdef, The app key has a character that cannot be sent",
        "'trib_0123456789abcdef0123456789abcdef\n', The app key has a character that cannot be sent",
        "trib_0123456789abcdef0123456789abcdéf, The app key has a character that cannot be sent",
        "sha256:E3B0, 'After sha256: must come 64 hexadecimal digits in lower case'"
    })
    void a_key_that_nobody_should_use_is_a_fault(String key, String what) {
        Map<String, String> environment = Map.of("WIKI_SECRET", Sample.SECRET, "PORTAL_KEY", key);

        assertThatThrownBy(() -> GatewayConfig.parse(Sample.YAML, directory(), environment))
                .isInstanceOf(ConfigFaults.class)
                .hasMessageContaining("line 10, column 12: apps.portal.keys[0]: " + what)
                .hasMessageNotContaining(key);
    }

    @Test
    void a_hash_may_stand_in_the_file() {
        String hash = "sha256:" + "0".repeat(64);

        assertThat(Sample.read(Sample.with("${PORTAL_KEY}", hash)).apps().get(0).keys())
                .hasSize(1);
    }

    @Test
    void a_site_has_one_client_secret_or_two_the_first_preferred() {
        SiteConfig.Client one = Sample.read(Sample.with("${WIKI_SECRET}", "[\"${WIKI_SECRET}\"]"))
                .sites()
                .get(0)
                .client();
        SiteConfig.Client two = Sample.read(
                        Sample.with("${WIKI_SECRET}", "[\"${DATABASE_PASSWORD}\", \"${WIKI_SECRET}\"]"))
                .sites()
                .get(0)
                .client();

        assertThat(one.otherSecret()).isNull();
        assertThat(two.secret()).isEqualTo(Secret.of(Sample.DATABASE_PASSWORD));
        assertThat(two.otherSecret()).isEqualTo(Secret.of(Sample.SECRET));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"${WIKI_SECRET}\", \"${WIKI_SECRET}\"] | two different ones while it is being replaced",
                "[\"${WIKI_SECRET}\", \"${PORTAL_KEY}\", \"${DATABASE_PASSWORD}\"] | A site has one client secret",
                "[] | The list is empty",
                "[\"${WIKI_SECRET}\", hunter2] | A secret stands in the file",
                "[\"${WIKI_SECRET}\", \"${UNSET}\"] | The environment variable UNSET is not set",
            })
    void no_more_than_two_and_each_from_the_environment(String secrets, String what) {
        assertThat(Sample.faults(Sample.with("${WIKI_SECRET}", secrets)))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.toString())
                            .contains("sites.wiki.dataCenter.clientSecret")
                            .contains(what);
                    assertThat(fault.toString()).doesNotContain("hunter");
                });
    }

    @Test
    void three_keys_are_one_too_many() {
        String yaml = Sample.with(
                "[\"${PORTAL_KEY}\"]",
                "[sha256:" + "0".repeat(64) + ", sha256:" + "1".repeat(64) + ", sha256:" + "2".repeat(64) + "]");

        assertThat(Sample.faults(yaml))
                .singleElement()
                .hasToString(
                        "line 10, column 11: apps.portal.keys: An app has two keys at most that may do the same, the second"
                                + " while the first is being replaced. Remove the others.");
    }

    @Tag("C34")
    @Test
    void the_secret_of_every_simulator_is_for_simulators() {
        Map<String, String> environment = Map.of("WIKI_SECRET", "tributary-secret", "PORTAL_KEY", Sample.KEY);
        String simulator = Sample.with("  wiki:\n", "  wiki:\n    simulator: true\n");

        assertThat(GatewayConfig.parse(simulator, directory(), environment)
                        .sites()
                        .get(0)
                        .simulator())
                .isTrue();
        assertThatThrownBy(() -> GatewayConfig.parse(Sample.YAML, directory(), environment))
                .isInstanceOf(ConfigFaults.class)
                .hasMessageContaining(
                        "line 7, column 21: sites.wiki.dataCenter.clientSecret: This is the simulator's secret")
                .hasMessageContaining("'simulator: true'");
    }

    @Test
    void a_secret_with_a_line_break_at_its_end_is_a_fault() {
        Map<String, String> environment = Map.of("WIKI_SECRET", Sample.SECRET + "\n", "PORTAL_KEY", Sample.KEY);

        assertThatThrownBy(() -> GatewayConfig.parse(Sample.YAML, directory(), environment))
                .isInstanceOf(ConfigFaults.class)
                .hasMessageContaining(
                        "sites.wiki.dataCenter.clientSecret: The secret begins or ends with a space or a line break.")
                .hasMessageNotContaining(Sample.SECRET);
    }

    @Test
    void no_string_form_shows_a_secret() {
        assertThat(Sample.read(Sample.YAML).toString()).doesNotContain(Sample.SECRET, Sample.KEY);
    }

    /** Each place of the sample where somebody could put a secret by mistake, from the environment or literally. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8081",
                "http://localhost:8090",
                "http://localhost:8082/back",
                "${PORTAL_KEY}",
                "[\"${PORTAL_KEY}\"]",
                "[wiki]",
                "wiki",
                "connect",
                "proxy",
                "portal:",
                "wiki:",
                "dataCenter:",
                "baseUrl:",
                "keys:",
                "clientSecret: ${WIKI_SECRET}"
            })
    void no_message_quotes_a_secret_that_is_in_the_wrong_place(String place) {
        String secret = "hunter2$" + Sample.KEY.substring(5);
        Map<String, String> environment = Map.of("WIKI_SECRET", Sample.SECRET, "PORTAL_KEY", Sample.KEY, "S", secret);
        for (String put :
                new String[] {"\"${S}\"", secret, secret + ":", "clientSecret:" + secret, "[" + secret + "]"}) {
            String yaml = Sample.YAML.replace(place, put);
            assertThatThrownBy(() -> GatewayConfig.parse(yaml, directory(), environment))
                    .as(yaml)
                    .isInstanceOf(ConfigFaults.class)
                    .hasMessageNotContaining(Sample.KEY.substring(5));
        }
    }

    private static Path directory() {
        return Path.of("/etc/tributary");
    }
}

package dev.tributary.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.gateway.config.GatewayConfig.Listen;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FormsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://portal.example.org/back",
                "https://portal.example.org:8443/back?tab=1&x=a%20b",
                "https://portal.example.org",
                "http://localhost:8082/back",
                "http://127.0.0.1/back",
                "http://[::1]:8082/"
            })
    void takes_a_return_url(String url) {
        String yaml = Sample.with("http://localhost:8082/back", url);

        assertThat(Sample.read(yaml).apps().get(0).returnUrls()).containsExactly(url);
    }

    @Tag("C8")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://portal.example.org/back",
                "http://localhost.example.org/back",
                "http://127.0.0.1.example.org/back",
                "http://0.0.0.0/back",
                "HTTPS://portal.example.org/back",
                "https://user@portal.example.org/back",
                "https://@portal.example.org/back",
                "https://portal.example.org/back#top",
                "https://portal.example.org/back#",
                "https://portal.example.org:/back",
                "https://portal.example.org:65536/back",
                "https://portal.example.org/bäck",
                "https://pörtal.example.org/back",
                "https://portal.example.org/b ack",
                "https://portal.example.org\\back",
                "https://portal_1.example.org/back",
                "https:portal.example.org/back",
                "https:///back",
                "//portal.example.org/back",
                "/back",
                "javascript:alert(1)",
                "https://portal.example.org/back?state=1",
                "https://portal.example.org/back?a=1&connection_code=x",
                "https://portal.example.org/back?error",
                "https://portal.example.org/back?a&%73tate=1",
                "https://portal.example.org/back?connection%5fcode"
            })
    void refuses_a_return_url(String url) {
        String yaml = Sample.with("\"http://localhost:8082/back\"", "'" + url + "'");

        assertThat(Sample.faults(yaml)).singleElement().hasFieldOrPropertyWithValue("key", "apps.portal.returnUrls[0]");
    }

    @ParameterizedTest
    @CsvSource({
        "https://wiki.example.org, https://wiki.example.org",
        "https://wiki.example.org/, https://wiki.example.org",
        "https://wiki.example.org:8443/confluence/, https://wiki.example.org:8443/confluence",
        "https://wiki.example.org/a/b.c, https://wiki.example.org/a/b.c",
        "http://localhost:8090/.wiki, http://localhost:8090/.wiki"
    })
    void takes_a_base_url(String written, URI read) {
        String yaml = Sample.with("http://localhost:8090", written);

        assertThat(Sample.read(yaml).sites().get(0).deployment().baseUrl()).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://wiki.example.org",
                "ftp://wiki.example.org",
                "wiki.example.org",
                "https://",
                "https://admin:secret@wiki.example.org",
                "https://wiki.example.org/?x=1",
                "https://wiki.example.org/#x",
                "https://wiki.example.org/./wiki",
                "https://wiki.example.org/..",
                "https://wiki.example.org//wiki",
                "https://wiki.example.org/wiki//",
                "https://wiki.example.org/w%2fki",
                "https://wiki.example.org/wiki;x=1"
            })
    void refuses_a_base_url(String url) {
        String yaml = Sample.with("http://localhost:8090", "'" + url + "'");

        assertThat(Sample.faults(yaml))
                .singleElement()
                .hasFieldOrPropertyWithValue("key", "sites.wiki.dataCenter.baseUrl");
    }

    @Tag("C6")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://tributary.example.org",
                "http://192.168.0.1:8081",
                "https://tributary.example.org/x",
                "https://tributary.example.org/?x",
                "https://tributary.example.org?x",
                "ws://localhost"
            })
    void refuses_a_public_url_whose_traffic_or_cookies_are_not_its_own(String url) {
        assertThatThrownBy(() -> Forms.publicUrl(url)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"15s, 15000", "PT15S, 15000", "1m30s, 90000", "0.25s, 250", "10m, 600000"})
    void takes_a_time(String written, long millis) {
        assertThat(Forms.duration(written)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "15",
                "",
                "s",
                "0s",
                "-1s",
                "10m1s",
                "0.0001s",
                "1d",
                "P1D",
                "1 s",
                "99999999999999999999s",
                "PTPT1S"
            })
    void refuses_a_time(String written) {
        assertThatThrownBy(() -> Forms.duration(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("15s");
    }

    @ParameterizedTest
    @CsvSource({
        "8081, localhost, 8081",
        "0, localhost, 0",
        "0.0.0.0:8081, 0.0.0.0, 8081",
        "'[::]:8081', ::, 8081",
        "tributary.internal:65535, tributary.internal, 65535"
    })
    void takes_an_address_to_listen_on(String written, String host, int port) {
        assertThat(ListenForm.read(written)).isEqualTo(new Listen(host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":8081",
                "65536",
                "99999999999",
                "-1",
                "host",
                "host:",
                "::1:8081",
                "a b:1",
                "http://h:1",
                "8081/x"
            })
    void refuses_an_address_to_listen_on(String written) {
        assertThatThrownBy(() -> ListenForm.read(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Write host:port, such as 127.0.0.1:8081.");
    }

    @Test
    void takes_a_name_of_63_characters_and_no_longer_one() {
        assertThat(Forms.name("a".repeat(63))).hasSize(63);
        assertThatThrownBy(() -> Forms.name("a".repeat(64))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "A", "a_b", "a.b", "a/b", "a b", "ä", "a\n"})
    void refuses_a_name(String written) {
        assertThatThrownBy(() -> Forms.name(written)).isInstanceOf(IllegalArgumentException.class);
    }
}

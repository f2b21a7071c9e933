package dev.tributary.http;

import static dev.tributary.http.Calling.answer;
import static dev.tributary.http.Calling.failure;
import static dev.tributary.http.Calling.get;
import static dev.tributary.http.Calling.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.http.TransportException.Kind;
import dev.tributary.model.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {

    private static final String[] FOR_LOCALHOST = {"-signer", "ca", "-ext", "san=dns:localhost"};

    @TempDir
    static Path directory;

    private static Pki pki;

    @BeforeAll
    static void issue() {
        pki = new Pki(directory);
        pki.make("good", "CN=wiki", FOR_LOCALHOST);
        pki.make("other", "CN=localhost", "-signer", "ca", "-ext", "san=dns:wiki.example.org,ip:192.0.2.7");
        pki.make("nameless", "CN=nobody", "-signer", "ca");
        pki.make("old", "CN=wiki", "-startdate", "-40d", "-signer", "ca", "-ext", "san=dns:localhost");
        pki.make("early", "CN=wiki", "-startdate", "+10d", "-signer", "ca", "-ext", "san=dns:localhost");
        pki.make("self", "CN=wiki,O=Home", "-ext", "san=dns:localhost");
        pki.make("issuing", "CN=Example Issuing CA", "-signer", "ca", "-ext", "bc:c");
        pki.make("leaf", "CN=wiki", "-signer", "issuing", "-ext", "san=dns:localhost");
        pki.make("evil-ca", "CN=Evil\r\n\u001b[2J\u202eAC", "-ext", "bc:c");
        pki.make("evil", "CN=wiki", "-signer", "evil-ca", "-ext", "san=dns:localhost");
    }

    @Test
    void a_ca_bundle_is_what_is_trusted() {
        assertThat(answered(trusting("ca"), "good", 1)).isEqualTo(200);
        assertThat(answered(trusting("evil-ca", "ca"), "good", 1)).isEqualTo(200);
        assertThat(answered(trusting("self"), "self", 1)).isEqualTo(200);
        assertThat(answered(trusting("ca"), "leaf", 2)).isEqualTo(200);
        assertThat(answered(trusting("issuing"), "leaf", 1)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void a_trust_store_is_what_is_trusted(String type) {
        Trust trust = Trust.trustStore(pki.trustStore(type, "ca"), Secret.of("changeit"));

        assertThat(answered(trust, "good", 1)).isEqualTo(200);
        assertThat(refused(trust, "self", 1).kind()).isEqualTo(Kind.UNTRUSTED);
    }

    @Test
    void an_unknown_authority_is_named_with_the_setting_that_would_trust_it() {
        assertThat(refused(Trust.PLATFORM, "good", 1))
                .hasMessageMatching(
                        "The certificate of localhost:\\d+ was issued by 'CN=Example Root CA,O=Example Corp', whom"
                                + " nobody here trusts. Set caBundle to a PEM file with that authority's certificate.")
                .satisfies(TlsTest::sentNothing)
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.UNTRUSTED));
    }

    @Test
    void a_bundle_excludes_what_is_not_in_it() {
        assertThat(refused(trusting("self"), "good", 2)).hasMessageContaining("'" + Pki.AUTHORITY + "'");
    }

    @Test
    void the_authority_at_the_end_of_what_the_server_sent_is_named() {
        assertThat(refused(Trust.PLATFORM, "leaf", 2)).hasMessageContaining("issued by '" + Pki.AUTHORITY + "'");
        assertThat(refused(Trust.PLATFORM, "leaf", 3)).hasMessageContaining("issued by '" + Pki.AUTHORITY + "'");
        assertThat(refused(trusting("ca"), "leaf", 1))
                .as("an intermediate certificate that the server forgot to send")
                .hasMessageContaining("issued by 'CN=Example Issuing CA'");
    }

    @Test
    void a_self_signed_certificate_is_told_from_an_unknown_authority() {
        assertThat(refused(Trust.PLATFORM, "self", 1))
                .hasMessageMatching(
                        "The certificate of localhost:\\d+ is self-signed \\('CN=wiki,O=Home'\\). If that is the"
                                + " right server, set caBundle to a PEM file with this very certificate.")
                .satisfies(TlsTest::sentNothing)
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.UNTRUSTED));
    }

    @Test
    void a_certificate_for_another_host_is_told_by_its_hosts() {
        assertThat(refused(trusting("ca"), "other", 1))
                .hasMessageMatching(
                        "The certificate of localhost:\\d+ is for 'wiki.example.org', '192.0.2.7'. Correct the"
                                + " host name in baseUrl, or have the certificate issued anew.")
                .satisfies(TlsTest::sentNothing)
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.UNFIT));
        assertThat(refused(trusting("ca"), "nameless", 1)).hasMessageContaining("is for 'CN=nobody'");
    }

    @Test
    void a_certificate_of_an_unknown_authority_for_another_host_is_untrusted_first() {
        assertThat(refused(Trust.PLATFORM, "other", 1).kind()).isEqualTo(Kind.UNTRUSTED);
    }

    @Test
    void a_certificate_that_has_ended_is_told_by_the_day() {
        LocalDate ended = LocalDate.now(ZoneOffset.UTC).minusDays(10);

        assertThat(refused(trusting("ca"), "old", 2))
                .hasMessageContaining("ended on " + ended + ". Have it renewed where that server runs")
                .satisfies(TlsTest::sentNothing)
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.UNFIT));
    }

    @Test
    void a_certificate_that_has_not_begun_is_told_by_the_day() {
        LocalDate begins = LocalDate.now(ZoneOffset.UTC).plusDays(10);

        assertThat(refused(trusting("ca"), "early", 2))
                .hasMessageContaining("begins on " + begins + ". Check this machine's clock")
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.UNFIT));
    }

    @Test
    void names_in_a_certificate_cannot_play_tricks_in_a_message() {
        assertThat(refused(Trust.PLATFORM, "evil", 1))
                .hasMessageContaining("Evil")
                .satisfies(failure -> assertThat(String.valueOf(failure.getMessage()))
                        .doesNotContainPattern("[\\p{C}\\p{Zl}\\p{Zp}]"));
    }

    @Test
    void a_port_that_speaks_something_else_is_told_from_a_bad_certificate() {
        try (RawServer plain = new RawServer(RawServer.saying(""))) {
            plain.greeting(RawServer.hangingUpAfter("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));

            assertThat(failure(new HttpTransport(Network.DIRECT), get(https(plain.port()))))
                    .hasMessage(
                            "TLS with localhost:%d failed. Check that baseUrl has the right scheme and port, and that the"
                                    + " server takes TLS 1.2 or later without a certificate of ours.",
                            plain.port())
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.TLS));
        }
    }

    @Test
    void a_port_that_hangs_up_on_the_handshake_was_sent_nothing() {
        try (RawServer closing = new RawServer(RawServer.saying(""))) {
            closing.greeting(RawServer.hangingUpAfter(""));

            assertThat(failure(new HttpTransport(Network.DIRECT), get(https(closing.port()))))
                    .satisfies(TlsTest::sentNothing)
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.TLS));
        }
    }

    private static URI https(int port) {
        return URI.create("https://localhost:" + port);
    }

    private static Trust trusting(String... aliases) {
        return Trust.caBundle(pki.pem(aliases));
    }

    private static int answered(Trust trust, String alias, int length) {
        try (RawServer server =
                new RawServer(pki.server(alias, length), RawServer.answering("200 OK", List.of(), new byte[0]))) {
            return answer(new HttpTransport(Network.DIRECT.trusting(trust)), get(server.uri()))
                    .status();
        }
    }

    private static TransportException refused(Trust trust, String alias, int length) {
        try (RawServer server =
                new RawServer(pki.server(alias, length), RawServer.answering("200 OK", List.of(), new byte[0]))) {
            TransportException failure =
                    failure(new HttpTransport(Network.DIRECT.trusting(trust)), post(server.uri(), "secret"));
            assertThat(server.received()).isEmpty();
            return failure;
        }
    }

    private static void sentNothing(TransportException failure) {
        assertThat(failure.nothingSent()).isTrue();
    }
}

package dev.tributary.http;

import static dev.tributary.http.Calling.answer;
import static dev.tributary.http.Calling.failure;
import static dev.tributary.http.Calling.get;
import static dev.tributary.http.Calling.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.http.HttpCall.Limits;
import dev.tributary.http.TransportException.Kind;
import dev.tributary.model.Misconfigured;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyTest {

    /** A name that only the proxy knows. */
    private static final URI WIKI = URI.create("https://wiki.invalid/rest");

    @TempDir
    static Path directory;

    private static Pki pki;

    @BeforeAll
    static void issue() {
        pki = new Pki(directory);
        pki.make("wiki", "CN=wiki", "-signer", "ca", "-ext", "san=dns:wiki.invalid");
    }

    @Test
    void tls_goes_through_a_tunnel_and_the_proxy_resolves_the_name() {
        try (RawServer server =
                        new RawServer(pki.server("wiki", 1), RawServer.answering("200 OK", List.of(), new byte[0]));
                TunnelProxy proxy = new TunnelProxy(server.port())) {
            HttpTransport transport =
                    new HttpTransport(through(proxy.address()).trusting(Trust.caBundle(pki.pem("ca"))));

            assertThat(answer(transport, get(WIKI)).status()).isEqualTo(200);
            assertThat(proxy.asked()).containsExactly("CONNECT wiki.invalid:443 HTTP/1.1");
            assertThat(server.received()).singleElement().asString().startsWith("GET /rest HTTP/1.1\r\nContent-Length");
        }
    }

    @Test
    void a_server_behind_a_proxy_has_to_prove_itself_all_the_same() {
        try (RawServer server =
                        new RawServer(pki.server("wiki", 1), RawServer.answering("200 OK", List.of(), new byte[0]));
                TunnelProxy proxy = new TunnelProxy(server.port())) {
            TransportException failure = failure(new HttpTransport(through(proxy.address())), post(WIKI, "secret"));

            assertThat(failure)
                    .hasMessageStartingWith(
                            "The certificate of wiki.invalid:443 was issued by '" + Pki.AUTHORITY + "'");
            assertThat(failure.nothingSent()).isTrue();
            assertThat(server.received()).isEmpty();
        }
    }

    @Test
    void plain_http_is_handed_to_the_proxy_whole() {
        try (RawServer proxy = new RawServer(RawServer.answering("200 OK", "text/plain", "by proxy"))) {
            HttpTransport transport = new HttpTransport(through(address(proxy.port())));

            assertThat(answer(transport, get(URI.create("http://wiki.invalid/x")))
                            .body()
                            .text())
                    .isEqualTo("by proxy");
            assertThat(proxy.received())
                    .singleElement()
                    .asString()
                    .startsWith("GET http://wiki.invalid/x HTTP/1.1\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 Forbidden | PROXY | Have it let this machine through, or correct proxy.",
                "407 Authentication Required | PROXY | It wants a password, and none is ever given",
                "502 Bad Gateway | UNREACHABLE | See whether that server is up, and look at the proxy.",
                "504 Timeout | UNREACHABLE | See whether that server is up, and look at the proxy.",
            })
    void a_proxy_that_refuses_is_told_and_nothing_was_sent(String status, Kind kind, String remedy) {
        try (RawServer proxy = new RawServer(
                RawServer.answering(status, List.of("Proxy-Authenticate: Basic realm=x"), new byte[] {'x'}))) {
            TransportException failure =
                    failure(new HttpTransport(through(address(proxy.port()))), post(WIKI, "secret"));

            assertThat(failure)
                    .hasMessageStartingWith(
                            "The proxy localhost:%d does not let us through to wiki.invalid:443 (status %s). "
                                    .formatted(proxy.port(), status.substring(0, 3)))
                    .hasMessageContaining(remedy);
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.nothingSent()).isTrue();
            assertThat(proxy.received()).singleElement().asString().doesNotContain("secret");
        }
    }

    @Test
    void a_refusing_proxy_is_a_setting_of_the_site() {
        TransportException failure = new TransportException(Kind.PROXY, "It refuses.", true, null);

        assertThat(failure.misconfigured("wiki").map(Misconfigured::getMessage))
                .contains("sites.wiki.proxy: It refuses.");
    }

    @Test
    void the_word_of_a_server_behind_the_tunnel_is_not_taken_for_the_proxys() {
        try (RawServer server =
                        new RawServer(pki.server("wiki", 1), RawServer.answering("407 Hm", List.of(), new byte[0]));
                TunnelProxy proxy = new TunnelProxy(server.port())) {
            HttpTransport transport =
                    new HttpTransport(through(proxy.address()).trusting(Trust.caBundle(pki.pem("ca"))));

            assertThat(answer(transport, post(WIKI, "spent")).status()).isEqualTo(407);
        }
    }

    @Test
    void a_proxy_that_is_not_there_is_told_instead_of_the_server() {
        TransportException refused = failure(new HttpTransport(through(address(1))), get(WIKI));
        TransportException unknown = failure(
                new HttpTransport(through(InetSocketAddress.createUnresolved("proxy.invalid", 3128))), get(WIKI));

        assertThat(refused)
                .hasMessageStartingWith("localhost:1 refuses connections")
                .hasMessageContaining("Check proxy");
        assertThat(refused.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(unknown).hasMessageStartingWith("The host name of proxy.invalid:3128 is unknown. Correct proxy");
        assertThat(unknown.kind()).isEqualTo(Kind.UNKNOWN_HOST);
    }

    @Test
    void a_proxy_that_does_not_answer_is_left() {
        try (RawServer proxy = new RawServer(RawServer.saying(""))) {
            HttpCall call = get(WIKI, new Limits(Duration.ofMillis(300), 1000));

            assertThat(failure(new HttpTransport(through(address(proxy.port()))), call)
                            .kind())
                    .isEqualTo(Kind.TIMEOUT);
        }
    }

    @Test
    void the_proxy_of_the_java_platform_is_not_taken() {
        String before = System.setProperty("http.proxyHost", "proxy.invalid");
        try (RawServer server = new RawServer(RawServer.answering("200 OK", "text/plain", "direct"))) {
            URI uri = URI.create("http://127.0.0.1:" + server.port());

            assertThat(answer(new HttpTransport(Network.DIRECT), get(uri))
                            .body()
                            .text())
                    .isEqualTo("direct");
        } finally {
            restore(before);
        }
    }

    private static void restore(@Nullable String value) {
        if (value == null) {
            System.clearProperty("http.proxyHost");
        } else {
            System.setProperty("http.proxyHost", value);
        }
    }

    private static Network through(InetSocketAddress proxy) {
        return Network.DIRECT.through(proxy);
    }

    private static InetSocketAddress address(int port) {
        return InetSocketAddress.createUnresolved("localhost", port);
    }
}

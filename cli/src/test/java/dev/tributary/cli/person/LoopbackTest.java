package dev.tributary.cli.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tributary.cli.person.Loopback.Arrival;
import dev.tributary.evidence.FreePort;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C36")
class LoopbackTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private int port;
    private Loopback loopback;

    @BeforeEach
    void listen() throws IOException {
        port = FreePort.next();
        loopback = Loopback.at(URI.create("http://localhost:" + port + "/callback"));
    }

    @AfterEach
    void close() {
        loopback.close();
    }

    @Test
    void takes_one_request_and_shows_it_a_page() throws InterruptedException {
        CompletableFuture<String> page = asked("GET", "/callback?code=c&state=s", "localhost:" + port);
        Arrival arrival = loopback.await(PATIENCE).orElseThrow();
        arrival.show(LandingPage.done("Hello <b>."));

        assertThat(arrival.query()).isEqualTo("code=c&state=s");
        assertThat(arrival).hasToString("Arrival");
        assertThat(text(page))
                .startsWith("HTTP/1.1 200")
                .contains("Hello &lt;b&gt;.")
                .containsIgnoringCase("content-security-policy: default-src 'none'")
                .containsIgnoringCase("referrer-policy: no-referrer")
                .containsIgnoringCase("cache-control: no-store");
    }

    @Test
    void refuses_a_second_request() throws InterruptedException {
        CompletableFuture<String> first = asked("GET", "/callback?code=c&state=s", "localhost:" + port);
        Arrival arrival = loopback.await(PATIENCE).orElseThrow();

        assertThat(text(asked("GET", "/callback?code=other&state=s", "localhost:" + port)))
                .startsWith("HTTP/1.1 410");
        arrival.show(LandingPage.done(""));
        assertThat(text(first)).startsWith("HTTP/1.1 200");
        assertThat(loopback.await(Duration.ofMillis(1))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /favicon.ico, 404",
        "GET, /callback/more?code=c, 404",
        "GET, /, 404",
        "POST, /callback?code=c&state=s, 405",
        "HEAD, /callback?code=c&state=s, 405"
    })
    void is_not_spent_by_what_is_no_callback(String method, String target, int status) throws InterruptedException {
        assertThat(text(asked(method, target, "localhost:" + port))).startsWith("HTTP/1.1 " + status);
        assertThat(loopback.await(Duration.ofMillis(1))).isEmpty();

        CompletableFuture<String> page = asked("GET", "/callback?code=c&state=s", "localhost:" + port);
        loopback.await(PATIENCE).orElseThrow().show(LandingPage.done(""));
        assertThat(text(page)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost", "localhost:1", "127.0.0.1.evil.example"})
    void answers_to_its_own_name_only(String host) throws InterruptedException {
        assertThat(text(asked("GET", "/callback?code=c&state=s", host))).startsWith("HTTP/1.1 421");
        assertThat(loopback.await(Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void is_gone_once_it_is_closed() {
        loopback.close();

        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(ConnectException.class);
    }

    /** Browsers try the newer address first, so that whoever listened there would get the code. */
    @Test
    void takes_a_browser_that_comes_by_the_other_loopback_address() throws IOException, InterruptedException {
        assumeTrue(hasSix(), "this machine has no ::1");
        CompletableFuture<String> page = asked(six(), "GET", "/callback?code=c&state=s", "localhost:" + port);
        Arrival arrival = loopback.await(PATIENCE).orElseThrow(() -> new AssertionError(text(page)));
        assertThat(text(asked("GET", "/callback?code=other&state=s", "localhost:" + port)))
                .startsWith("HTTP/1.1 410");
        arrival.show(LandingPage.done(""));

        assertThat(arrival.query()).isEqualTo("code=c&state=s");
        assertThat(text(page)).startsWith("HTTP/1.1 200");
    }

    @Test
    void does_not_begin_where_somebody_else_has_the_other_loopback_address() throws IOException {
        assumeTrue(hasSix(), "this machine has no ::1");
        loopback.close();
        URI uri = URI.create("http://localhost:" + port + "/callback");
        try (ServerSocket other = new ServerSocket(port, 1, six())) {
            assertThatThrownBy(() -> Loopback.at(uri))
                    .as("while %s listens", other)
                    .isInstanceOf(BindException.class);
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                    .isInstanceOf(ConnectException.class);
        }
    }

    private static InetAddress six() throws IOException {
        return InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
    }

    private static boolean hasSix() throws IOException {
        return NetworkInterface.getByInetAddress(six()) != null;
    }

    @Test
    void says_that_the_port_is_taken() {
        assertThatThrownBy(() -> Loopback.at(URI.create("http://127.0.0.1:" + port + "/callback")))
                .isInstanceOf(BindException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://0.0.0.0:8765/callback",
                "http://192.0.2.1:8765/callback",
                "http://localhost.evil.example:8765/callback",
                "https://localhost:8765/callback",
                "http://localhost/callback",
                "http://me@localhost:8765/callback",
                "http://localhost:8765/callback?x=y"
            })
    void listens_on_this_machine_only(String redirectUri) {
        assertThat(Loopback.isHere(URI.create(redirectUri))).isFalse();
        assertThatThrownBy(() -> Loopback.at(URI.create(redirectUri))).isInstanceOf(IllegalArgumentException.class);
    }

    private CompletableFuture<String> asked(String method, String target, String host) {
        return asked(InetAddress.getLoopbackAddress(), method, target, host);
    }

    private CompletableFuture<String> asked(InetAddress at, String method, String target, String host) {
        return CompletableFuture.supplyAsync(() -> {
            try (Socket socket = new Socket(at, port)) {
                String request = method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                return e.toString();
            }
        });
    }

    private static String text(CompletableFuture<String> answer) {
        return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
}

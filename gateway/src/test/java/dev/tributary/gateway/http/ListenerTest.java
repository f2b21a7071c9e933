package dev.tributary.gateway.http;

import static dev.tributary.gateway.http.RawSocket.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ListenerTest {

    private static final Limits.Rate SLOWEST = new Limits.Rate(1024, Duration.ofMillis(500));
    private static final Limits LIMITS =
            new Limits(16 * 1024, 32 * 1024, 100, Duration.ofSeconds(1), Duration.ofSeconds(60), SLOWEST, 100);

    private final List<String> handled = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private int port;

    @BeforeEach
    void listen() {
        Listener listener = new Listener(vertx, LIMITS, request -> {
            handled.add(request.method() + " " + request.uri());
            request.end().onSuccess(end -> request.response().end("served"));
        });
        port = listener.listen("127.0.0.1", 0).await();
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    static Stream<Arguments> refused() {
        String get = "GET /x HTTP/1.1\r\nHost: a\r\n";
        String post = "POST /x HTTP/1.1\r\nHost: a\r\n";
        String smuggled = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
        return Stream.of(
                refused(
                        "an absolute-form target",
                        "GET http://169.254.169.254/latest/ HTTP/1.1\r\nHost: a\r\n\r\n",
                        400),
                refused("an authority before the path", "GET @evil.example/x HTTP/1.1\r\nHost: a\r\n\r\n", 400),
                refused("a target without a slash", "GET evil.example/x HTTP/1.1\r\nHost: a\r\n\r\n", 400),
                refused("two slashes", "GET //evil.example/x HTTP/1.1\r\nHost: a\r\n\r\n", 400),
                refused("a dot segment", "GET /a/../b HTTP/1.1\r\nHost: a\r\n\r\n", 400),
                refused("an encoded dot segment", "GET /a/%2e%2E/b HTTP/1.1\r\nHost: a\r\n\r\n", 400),
                refused("a half encoded dot segment", "GET /a/.%2e/b HTTP/1.1\r\nHost: a\r\n\r\n", 400),
                refused("a backslash", "GET /a\\..\\b HTTP/1.1\r\nHost: a\r\n\r\n", 400),
                refused("a raw NUL", "GET /a\0b HTTP/1.1\r\nHost: a\r\n\r\n", 400),
                refused("an encoded line break", "GET /a%0d%0aX:%201 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
                refused("a fragment", "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n", 400),
                refused("a fragment after a query", "GET /a?b#c HTTP/1.1\r\nHost: a\r\n\r\n", 400),
                refused("raw UTF-8", "GET /\u00c3\u00a9 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
                refused("an overlong encoding", "GET /%c0%af HTTP/1.1\r\nHost: a\r\n\r\n", 400),
                refused("the asterisk", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 400),
                refused("CONNECT", "CONNECT evil:443 HTTP/1.1\r\nHost: a\r\n\r\n", 405),
                refused("TRACE", "TRACE /x HTTP/1.1\r\nHost: a\r\n\r\n", 405),
                refused("an unknown method", "FOO /x HTTP/1.1\r\nHost: a\r\n\r\n", 501),
                refused("HTTP/2 by prior knowledge", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
                refused("no Host", "GET /x HTTP/1.1\r\n\r\n", 400),
                refused("two Hosts", get + "Host: b\r\n\r\n", 400),
                refused("a Host that is none", "GET /x HTTP/1.1\r\nHost: a/@evil?\r\n\r\n", 400),
                refused("two Authorizations", get + "Authorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n", 400),
                refused("a folded field", get + "X: a\r\n b\r\n\r\n", 400),
                refused("a field folded by a tab", get + "X: a\r\n\tb\r\n\r\n", 400),
                refused("an unknown coding", post + "Transfer-Encoding: xchunked\r\n\r\n" + smuggled, 400),
                refused("two codings", post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n" + smuggled, 400),
                refused("chunked twice", post + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n" + smuggled, 400),
                refused(
                        "two coding fields",
                        post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled,
                        400),
                refused(
                        "coding and length",
                        post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled,
                        400),
                refused("two lengths", post + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd" + smuggled, 400),
                refused("a list of lengths", post + "Content-Length: 4, 4\r\n\r\nabcd" + smuggled, 400),
                refused("a signed length", post + "Content-Length: +4\r\n\r\nabcd" + smuggled, 400),
                refused("an upgrade", get + "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n", 400),
                refused("another expectation", post + "Expect: tea\r\nContent-Length: 0\r\n\r\n", 417),
                refused("a NUL in a value", get + "X: a\0b\r\n\r\n", 400),
                refused("a CR in a value", get + "X: a\rb\r\n\r\n", 400),
                refused("a space before the colon", get + "X : a\r\n\r\n", 400),
                refused("a long request line", "GET /" + "x".repeat(40_000) + " HTTP/1.1\r\nHost: a\r\n\r\n", 414),
                refused("a long field", get + "X: " + "x".repeat(70_000) + "\r\n\r\n", 431),
                refused("many fields", get + "X: y\r\n".repeat(2_000) + "\r\n", 431),
                refused("over a hundred fields", get + "X: y\r\n".repeat(100) + "\r\n", 431));
    }

    private static Arguments refused(String what, String bytes, int status) {
        return Arguments.of(what, bytes, status);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refuses_closes_and_handles_nothing(String what, String bytes, int status) {
        try (RawSocket socket = new RawSocket(port)) {
            String answer = socket.send(bytes).readToEnd();

            assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("application/problem+json");
            assertThat(answer.split("HTTP/1\\.1 [0-9]", -1)).as("answers").hasSize(2);
        }
        assertThat(handled).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refuses_the_same_after_an_earlier_request_and_byte_by_byte(String what, String bytes, int status) {
        String slowly = bytes.length() > 10_000 ? bytes.substring(0, 200) : bytes;
        try (RawSocket socket = new RawSocket(port)) {
            socket.send("GET /first HTTP/1.1\r\nHost: a\r\n\r\n").readUntil("served");
            slowly.chars().forEach(c -> socket.send(String.valueOf((char) c)));

            assertThat(socket.send(bytes.substring(slowly.length())).readToEnd())
                    .startsWith("HTTP/1.1 " + status + " ");
        }
        assertThat(handled).containsExactly("GET /first");
    }

    @Test
    void serves_pipelined_requests_in_their_order() {
        try (RawSocket socket = new RawSocket(port)) {
            socket.send(head("POST /a HTTP/1.1", "Host: a", "Transfer-Encoding: chunked"))
                    .send("3\r\n\n x\r\n0\r\n\r\n")
                    .send(head("GET /b?cql=type=page%20and%20x~%22y%22 HTTP/1.1", "Host: a:8080", "Connection: close"));

            assertThat(socket.readToEnd()).containsPattern("(?s)HTTP/1.1 200.*HTTP/1.1 200");
        }
        assertThat(handled).containsExactly("POST /a", "GET /b?cql=type=page%20and%20x~%22y%22");
    }

    @Test
    void answers_an_offer_of_h2c_by_http_1_1() {
        try (RawSocket socket = new RawSocket(port)) {
            socket.send(head(
                    "GET /x HTTP/1.1",
                    "Host: a",
                    "Connection: Upgrade, HTTP2-Settings, close",
                    "Upgrade: h2c",
                    "HTTP2-Settings: AAMAAABkAAQAAP__"));

            assertThat(socket.readToEnd()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void closes_a_connection_whose_head_does_not_come_in_time() {
        Instant start = Instant.now();
        try (RawSocket socket = new RawSocket(port)) {
            assertThat(socket.send("GET /x HTTP/1.1\r\nHo").readToEnd()).isEmpty();
        }
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void closes_a_connection_whose_head_comes_drop_by_drop_and_serves_others_meanwhile() {
        try (RawSocket slow = new RawSocket(port)) {
            slow.send("GET /x HTTP/1.1\r\nHost: a\r\nX: ");
            await().atMost(Duration.ofSeconds(3))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        try (RawSocket other = new RawSocket(port)) {
                            other.send(head("GET /other HTTP/1.1", "Host: a")).readUntil("served");
                        }
                        return slow.send("x").isClosed();
                    });
        }
        assertThat(handled).isNotEmpty().containsOnly("GET /other");
    }

    @Test
    void closes_a_connection_whose_body_comes_drop_by_drop() {
        try (RawSocket slow = new RawSocket(port)) {
            slow.send(head("POST /x HTTP/1.1", "Host: a", "Content-Length: 1000000"));
            await().atMost(Duration.ofSeconds(3))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> slow.send("x").isClosed());
        }
    }

    @Test
    void serves_http_1_0_and_closes_after_it() {
        try (RawSocket socket = new RawSocket(port)) {
            assertThat(socket.send(head("GET /x HTTP/1.0", "Host: a")).readToEnd())
                    .startsWith("HTTP/1.0 200")
                    .endsWith("served");
        }
    }

    @Test
    void closes_connections_beyond_the_cap_and_takes_new_ones_when_others_have_gone() {
        List<RawSocket> open =
                Stream.generate(() -> new RawSocket(port)).limit(100).toList();
        open.forEach(socket -> socket.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n").readUntil("served"));
        try (RawSocket oneTooMany = new RawSocket(port)) {
            assertThat(oneTooMany.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n").readToEnd())
                    .isEmpty();
        }
        open.forEach(RawSocket::close);
        await().untilAsserted(() -> {
            try (RawSocket socket = new RawSocket(port)) {
                socket.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n").readUntil("served");
            }
        });
    }
}

package dev.tributary.http;

import static dev.tributary.http.Calling.answer;
import static dev.tributary.http.Calling.failure;
import static dev.tributary.http.Calling.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.http.HttpCall.Limits;
import dev.tributary.http.TransportException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server may take of us: so much time, and so many bytes. */
class LimitsTest {

    private static final Limits SHORT = new Limits(Duration.ofMillis(300), 64 * 1024);

    private final HttpTransport transport = new HttpTransport(Network.DIRECT);

    @Test
    void a_body_of_just_the_allowed_size_is_read() {
        try (RawServer server = new RawServer(RawServer.answering("200 OK", "text/plain", "x".repeat(1000)))) {
            assertThat(answer(transport, get(server.uri(), ofBytes(1000)))
                            .body()
                            .bytes())
                    .hasSize(1000);
        }
    }

    @Tag("C28")
    @Test
    void a_body_one_byte_too_large_is_refused() {
        try (RawServer server = new RawServer(RawServer.answering("200 OK", "text/plain", "x".repeat(1001)))) {
            assertThat(failure(transport, get(server.uri(), ofBytes(1000))))
                    .hasMessage(
                            "The answer of localhost:%d is larger than the 1000 bytes that are read of it. See what"
                                    + " answers there.",
                            server.port())
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.TOO_LARGE))
                    .satisfies(failure -> assertThat(failure.nothingSent()).isFalse());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 900000000000", "Transfer-Encoding: chunked", "Connection: close"})
    void reading_stops_and_the_connection_ends_when_a_body_has_no_end(String framing) {
        boolean chunked = framing.contains("chunked");
        try (RawServer server = new RawServer(RawServer.endless(
                "HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n",
                chunked ? "3E8\r\n" + "x".repeat(1000) + "\r\n" : "x".repeat(1000)))) {
            assertThat(failure(transport, get(server.uri())).kind()).isEqualTo(Kind.TOO_LARGE);
            await().untilAsserted(() -> assertThat(server.closedByCaller()).isEqualTo(1));
        }
    }

    @Test
    void a_head_without_end_is_given_up() {
        try (RawServer server =
                new RawServer(RawServer.endless("HTTP/1.1 200 OK\r\n", "X: " + "x".repeat(1000) + "\r\n"))) {
            assertThat(failure(transport, get(server.uri())).kind()).isEqualTo(Kind.BROKEN);
            await().untilAsserted(() -> assertThat(server.closedByCaller()).isEqualTo(1));
        }
    }

    @Tag("C28")
    @Test
    void a_small_body_that_unfolds_to_a_gigabyte_is_refused() throws IOException {
        byte[] bomb = HttpTransportTest.gzip("0".repeat(50_000_000));
        assertThat(bomb.length).isLessThan(Calling.LIMITS.maxBytes());
        try (RawServer server = new RawServer(RawServer.answering("200 OK", List.of("Content-Encoding: gzip"), bomb))) {
            assertThat(failure(transport, get(server.uri())).kind()).isEqualTo(Kind.TOO_LARGE);
        }
    }

    @Test
    void a_compressed_body_of_just_the_allowed_size_is_read() throws IOException {
        byte[] coded = HttpTransportTest.gzip("0".repeat(1000));
        try (RawServer server =
                new RawServer(RawServer.answering("200 OK", List.of("Content-Encoding: gzip"), coded))) {
            assertThat(answer(transport, get(server.uri(), ofBytes(1000)))
                            .body()
                            .bytes())
                    .hasSize(1000);
            assertThat(failure(transport, get(server.uri(), ofBytes(999))).kind())
                    .isEqualTo(Kind.TOO_LARGE);
        }
    }

    @Test
    void a_server_that_does_not_answer_is_left() {
        try (RawServer server = new RawServer(RawServer.saying(""))) {
            assertThat(failure(transport, get(server.uri(), SHORT)))
                    .hasMessage(
                            "localhost:%d gave no complete answer within 300 ms. It may be overloaded; see whether"
                                    + " others reach it.",
                            server.port())
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT))
                    .satisfies(failure -> assertThat(failure.nothingSent()).isFalse());
            await().untilAsserted(() -> assertThat(server.closedByCaller()).isEqualTo(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"})
    void a_server_that_drips_is_left_however_regularly_it_does(String head) {
        try (RawServer server = new RawServer(RawServer.dripping(head))) {
            assertThat(failure(transport, get(server.uri(), SHORT)).kind()).isEqualTo(Kind.TIMEOUT);
            await().untilAsserted(() -> assertThat(server.closedByCaller()).isEqualTo(1));
        }
    }

    @Test
    void a_call_without_a_time_of_its_own_waits_as_long_as_the_network_says() {
        Network impatient = new Network(Trust.PLATFORM, null, Duration.ofSeconds(5), Duration.ofMillis(250));
        HttpTransport impatiently = new HttpTransport(impatient);
        try (RawServer silent = new RawServer(RawServer.saying(""))) {
            assertThat(failure(impatiently, get(silent.uri(), Limits.PROTOCOL))).hasMessageContaining("within 250 ms");
            assertThat(failure(impatiently, get(silent.uri(), new Limits(Duration.ofMillis(350), 1000))))
                    .hasMessageContaining("within 350 ms");
        }
    }

    private static Limits ofBytes(int maxBytes) {
        return new Limits(Duration.ofSeconds(20), maxBytes);
    }
}

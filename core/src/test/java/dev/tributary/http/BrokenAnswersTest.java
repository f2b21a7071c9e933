package dev.tributary.http;

import static dev.tributary.http.Calling.failure;
import static dev.tributary.http.Calling.get;
import static dev.tributary.http.Calling.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.http.HttpCall.Limits;
import dev.tributary.http.TransportException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenAnswersTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private final HttpTransport transport = new HttpTransport(Network.DIRECT);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200",
                OK,
                OK + "Content-Length: 100\r\n\r\n{\"access_token\":\"",
                OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\nFF\r\nhello",
            })
    void an_answer_that_breaks_off_is_none(String part) {
        try (RawServer server = new RawServer(RawServer.hangingUpAfter(part))) {
            assertThat(failure(transport, post(server.uri(), "x")))
                    .hasMessage(
                            "The connection to localhost:%d broke before its answer was complete. If it does so again,"
                                    + " look at what stands in between.",
                            server.port())
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.BROKEN))
                    .satisfies(failure -> assertThat(failure.nothingSent()).isFalse());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.6\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/9.9 200 OK\r\nContent-Length: 0\r\n\r\n",
                "\u0000\u0000\u0000\u0000\r\n\r\n",
                OK + "Content-Length: abc\r\n\r\n",
                OK + "Content-Length: -5\r\n\r\n",
                OK + "Content-Length: 99999999999999999999\r\n\r\n",
                OK + "Content-Length: 3, 3\r\n\r\nabc",
                OK + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                OK + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                OK + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\nZZ\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\n-1\r\n",
                OK + "Bad Name: x\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: evil\r\n\r\n",
            })
    void an_answer_that_is_no_proper_http_is_none_and_ends_the_connection(String answer) {
        try (RawServer server = new RawServer(RawServer.saying(answer))) {
            HttpCall call = get(server.uri(), new Limits(Duration.ofSeconds(3), 1000));

            assertThat(failure(transport, call).kind()).isIn(Kind.BROKEN, Kind.TIMEOUT);
            await().untilAsserted(() -> assertThat(server.closedByCaller()).isEqualTo(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "gzip, gzip", "gzip", "deflate\r\nContent-Encoding: gzip"})
    void a_body_that_cannot_be_decoded_is_none(String coding) {
        try (RawServer server = new RawServer(
                RawServer.answering("200 OK", List.of("Content-Encoding: " + coding), new byte[] {1, 2, 3}))) {
            assertThat(failure(transport, get(server.uri())).kind()).isEqualTo(Kind.BROKEN);
        }
    }

    @Test
    void what_a_server_says_instead_of_http_is_not_repeated() {
        try (RawServer server = new RawServer(RawServer.saying("\u001b[2J client_secret=echo\r\n\r\n"))) {
            TransportException failure = failure(transport, get(server.uri()));

            assertThat(failure)
                    .hasMessage(
                            "The answer of localhost:%d is no proper HTTP. Check that baseUrl has the right scheme and"
                                    + " port.",
                            server.port())
                    .hasNoCause();
        }
    }

    @Test
    void a_compressed_body_that_breaks_off_is_none() throws IOException {
        byte[] whole = HttpTransportTest.gzip("hello, hello, hello");
        byte[] half = Arrays.copyOf(whole, whole.length - 10);
        try (RawServer server = new RawServer(RawServer.answering("200 OK", List.of("Content-Encoding: gzip"), half))) {
            assertThat(failure(transport, get(server.uri())).kind()).isEqualTo(Kind.BROKEN);
        }
    }

    @Test
    void a_write_whose_connection_breaks_is_sent_once() {
        try (RawServer server = new RawServer(RawServer.hangingUpAfter(""))) {
            failure(transport, post(server.uri(), "x"));

            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void a_write_over_a_connection_that_was_used_before_is_sent_once() {
        try (RawServer server =
                new RawServer(RawServer.answering("200 OK", "text/plain", "x"), RawServer.hangingUpAfter(""))) {
            Calling.answer(transport, get(server.uri()));

            assertThat(failure(transport, post(server.uri(), "x")).nothingSent())
                    .isFalse();
            assertThat(server.received()).hasSize(2);
        }
    }
}

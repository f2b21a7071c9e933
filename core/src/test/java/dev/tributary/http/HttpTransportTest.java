package dev.tributary.http;

import static dev.tributary.http.Calling.answer;
import static dev.tributary.http.Calling.failure;
import static dev.tributary.http.Calling.get;
import static dev.tributary.http.Calling.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tributary.http.TransportException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTransportTest {

    private final HttpTransport transport = new HttpTransport(Network.DIRECT);

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void a_request_goes_as_it_is_and_its_answer_comes_as_it_is() {
        try (RawServer server = new RawServer(RawServer.answering("201 Created", "text/plain", "grüß Gott"))) {
            HttpCall call = new HttpCall(
                    "PUT",
                    server.uri().resolve("/a%20b?q=%2F"),
                    Map.of("Authorization", "Bearer token"),
                    Body.of("größe"),
                    Calling.LIMITS);

            HttpAnswer answer = answer(transport, call);

            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.header("content-TYPE")).contains("text/plain");
            assertThat(answer.body().text()).isEqualTo("grüß Gott");
            assertThat(server.received())
                    .singleElement()
                    .asString()
                    .startsWith("PUT /a%20b?q=%2F HTTP/1.1\r\n")
                    .contains("Authorization: Bearer token\r\n")
                    .doesNotContainIgnoringCase("Upgrade")
                    .endsWith("\r\n\r\n"
                            + new String("größe".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        }
    }

    @Tag("C28")
    @ParameterizedTest
    @ValueSource(
            strings = {"301 Moved", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"})
    void a_redirect_is_an_answer_like_others_and_its_target_hears_nothing(String status) {
        try (RawServer thief = new RawServer(RawServer.answering("200 OK", "text/plain", "thanks"));
                RawServer server =
                        new RawServer(RawServer.answering(status, List.of("Location: " + thief.uri()), new byte[0]))) {
            HttpAnswer answer = answer(transport, post(server.uri(), "client_secret=secret"));

            assertThat(answer.status()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
            assertThat(thief.connections()).isZero();
        }
    }

    @Tag("C23")
    @Test
    void cookies_are_forgotten_even_where_the_program_has_a_jar() {
        CookieHandler before = CookieHandler.getDefault();
        CookieHandler.setDefault(new CookieManager());
        try (RawServer server = new RawServer(
                RawServer.answering("200 OK", List.of("Set-Cookie: JSESSIONID=alice; Path=/"), new byte[0]))) {
            answer(transport, get(server.uri()));
            answer(transport, get(server.uri()));

            assertThat(server.received())
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(request).doesNotContainIgnoringCase("cookie"));
        } finally {
            CookieHandler.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"401 Unauthorized", "407 Proxy Authentication Required"})
    void a_challenge_is_an_answer_like_others(String status) {
        try (RawServer server = new RawServer(RawServer.answering(
                status,
                List.of("WWW-Authenticate: Basic realm=x", "Proxy-Authenticate: Basic realm=x"),
                new byte[0]))) {
            assertThat(answer(transport, get(server.uri())).status())
                    .isEqualTo(Integer.parseInt(status.substring(0, 3)));
            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void a_connection_is_used_again() {
        try (RawServer server = new RawServer(RawServer.answering("200 OK", "text/plain", "fine"))) {
            answer(transport, get(server.uri()));
            answer(transport, post(server.uri(), "x"));

            assertThat(server.received()).hasSize(2);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void bytes_that_nobody_asked_for_end_a_connection() {
        CountDownLatch answered = new CountDownLatch(1);
        try (RawServer server = new RawServer(caller -> {
            RawServer.answering("200 OK", "text/plain", "alice").to(caller);
            awaitOn(answered);
            RawServer.answering("200 OK", "text/plain", "smuggled").to(caller);
        })) {
            answer(transport, get(server.uri()));
            answered.countDown();

            await().untilAsserted(() -> assertThat(server.closedByCaller()).isEqualTo(1));
        }
    }

    @Tag("C23")
    @Test
    void bytes_behind_an_answer_never_become_the_next_answer() {
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n";
        try (RawServer server = new RawServer(
                RawServer.saying(answer + "first" + answer + "EXTRA"), RawServer.saying(answer + "other"))) {
            assertThat(answer(transport, get(server.uri())).body().text()).isEqualTo("first");
            assertThat(answer(transport, get(server.uri())).body().text()).isEqualTo("other");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "GZIP"})
    void a_body_that_comes_compressed_unasked_is_decoded(String coding) throws IOException {
        try (RawServer server = new RawServer(
                RawServer.answering("200 OK", List.of("Content-Encoding: " + coding), gzip("{\"id\":1}")))) {
            HttpAnswer answer = answer(transport, get(server.uri()));

            assertThat(answer.body().text()).isEqualTo("{\"id\":1}");
            assertThat(answer.header("Content-Encoding")).isEmpty();
            assertThat(answer.header("Content-Length"))
                    .as("it was that of the compressed body")
                    .isEmpty();
            assertThat(server.received()).singleElement().asString().doesNotContainIgnoringCase("Accept-Encoding");
        }
    }

    @Test
    void a_coding_of_nothing_changes_nothing() {
        try (RawServer server = new RawServer(
                RawServer.answering("200 OK", List.of("Content-Encoding: identity"), new byte[] {65}),
                RawServer.answering("200 OK", List.of("Content-Encoding: gzip"), new byte[0]))) {
            assertThat(answer(transport, get(server.uri())).body().text()).isEqualTo("A");
            assertThat(answer(transport, get(server.uri())).body().text()).isEmpty();
        }
    }

    @Test
    void a_secret_that_cannot_be_sent_is_not_quoted() {
        HttpCall call = new HttpCall(
                "GET",
                URI.create("http://localhost:1/?token=hush-hush"),
                Map.of("Authorization", "Bearer hush-hush\r\nX: y"),
                Body.EMPTY,
                Calling.LIMITS);

        assertThatThrownBy(() -> transport.send(call).join())
                .isInstanceOf(CompletionException.class)
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .hasStackTraceContaining("GET http://localhost:1 cannot be sent")
                .satisfies(failure -> assertThat(stackTrace(failure)).doesNotContain("hush-hush"));
    }

    @Test
    void giving_up_on_an_answer_does_not_call_the_request_back() {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch givenUp = new CountDownLatch(1);
        try (RawServer server = new RawServer(caller -> {
            asked.countDown();
            awaitOn(givenUp);
            RawServer.answering("200 OK", "text/plain", "late").to(caller);
        })) {
            CompletableFuture<HttpAnswer> answer = transport.send(get(server.uri()));
            awaitOn(asked);
            answer.cancel(true);
            givenUp.countDown();

            assertThat(answer(transport, get(server.uri())).body().text()).isEqualTo("late");
            assertThat(server.closedByCaller()).isZero();
        }
    }

    @Test
    void many_calls_at_once_each_get_their_own_answer() {
        try (RawServer server = new RawServer(
                caller -> RawServer.answering("200 OK", "text/plain", "x").to(caller))) {
            List<CompletableFuture<HttpAnswer>> answers = IntStream.range(0, 100)
                    .mapToObj(i -> transport.send(get(server.uri().resolve("/" + i))))
                    .toList();

            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
            assertThat(server.received()).hasSize(100);
        }
    }

    @Test
    void what_was_closed_sends_nothing_any_more() {
        try (RawServer server = new RawServer(RawServer.answering("200 OK", "text/plain", "x"))) {
            transport.close();

            TransportException failure = failure(transport, get(server.uri()));

            assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(failure.nothingSent()).isTrue();
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void closing_lets_an_exchange_under_way_end() {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        try (RawServer server = new RawServer(caller -> {
            asked.countDown();
            awaitOn(closed);
            RawServer.answering("200 OK", "text/plain", "saved").to(caller);
        })) {
            CompletableFuture<HttpAnswer> answer = transport.send(get(server.uri()));
            awaitOn(asked);
            transport.close();
            closed.countDown();

            assertThat(answer.join().body().text()).isEqualTo("saved");
        }
    }

    @Test
    void its_threads_keep_no_program_alive() {
        try (RawServer server = new RawServer(RawServer.answering("200 OK", "text/plain", "x"))) {
            Thread completing = transport
                    .send(get(server.uri()))
                    .thenApply(answer -> Thread.currentThread())
                    .join();

            assertThat(completing.isDaemon() || completing == Thread.currentThread())
                    .isTrue();
        }
    }

    static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static void awaitOn(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

package dev.tributary.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.tributary.http.HttpCall.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bodies of any size: what one side does not take, the other cannot send, so that none is ever held in memory. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamsTest {

    private static final int PART = 64 * 1024;
    private static final long LARGE = 3_200L * PART;
    private static final long MOST_ON_THE_WAY = 24L * 1024 * 1024;
    private static final Limits PATIENT = new Limits(Duration.ofSeconds(30), 1000);
    private static final Limits HASTY = new Limits(Duration.ofMillis(300), 1000);

    private final HttpTransport transport = new HttpTransport(Network.DIRECT);
    private final AtomicLong sent = new AtomicLong();
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Test
    void a_download_waits_for_a_reader_that_does_not_read() throws IOException {
        try (RawServer server = new RawServer(this::sendLarge);
                OpenAnswer answer = opened(call("GET", server.uri(), Body.EMPTY, PATIENT))) {
            assertThat(stalled(sent)).isLessThan(MOST_ON_THE_WAY);
            assertThat(size(answer.body())).isEqualTo(LARGE);
        }
    }

    @Test
    void an_upload_waits_for_a_server_that_does_not_read() {
        try (RawServer server = new RawServer(this::takeLarge)) {
            Payload zeros = Payload.once(new Zeros(LARGE, sent));
            CompletableFuture<OpenAnswer> answer = transport.open(call("POST", server.uri(), zeros, PATIENT));

            await().until(() -> sent.get() > 0);
            assertThat(stalled(sent)).isLessThan(MOST_ON_THE_WAY);
            goOn.countDown();
            assertThat(text(answer.join())).isEqualTo("took " + LARGE);
        }
    }

    @Test
    void a_file_is_sent_with_its_length_and_again_when_asked_again(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("file.txt"), "the bytes");
        Payload payload = Payload.file(file);
        try (RawServer server = new RawServer(RawServer.answering("200 OK", "text/plain", "taken"))) {
            assertThat(text(opened(call("POST", server.uri(), payload, PATIENT))))
                    .isEqualTo("taken");
            assertThat(text(opened(call("POST", server.uri(), payload, PATIENT))))
                    .isEqualTo("taken");

            assertThat(server.received())
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(request)
                            .containsIgnoringCase("Content-Length: 9")
                            .endsWith("\r\n\r\nthe bytes"));
        }
    }

    @Test
    void a_stream_is_sent_once_only() throws IOException {
        Payload once = Payload.once(new ByteArrayInputStream("the bytes".getBytes(US_ASCII)), 9);
        try (RawServer server = new RawServer(RawServer.answering("200 OK", "text/plain", "taken"))) {
            assertThat(text(opened(call("POST", server.uri(), once, PATIENT)))).isEqualTo("taken");

            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> opened(call("POST", server.uri(), once, PATIENT)))
                    .withCauseInstanceOf(UncheckedIOException.class)
                    .havingRootCause()
                    .withMessageContaining("once only");
            assertThat(once.isRepeatable()).isFalse();
        }
    }

    @Test
    void what_cannot_be_read_to_its_end_never_looks_whole_to_the_server() {
        InputStream breaking = new SequenceInputStream(new Zeros(3L * PART, sent), new Broken());
        CompletableFuture<String> seen = new CompletableFuture<>();
        try (RawServer server = new RawServer(caller -> seen.complete(everything(caller.getInputStream())))) {
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> opened(call("POST", server.uri(), Payload.once(breaking), PATIENT)))
                    .withCauseInstanceOf(UncheckedIOException.class)
                    .havingRootCause()
                    .withMessage("the disk is gone");
            assertThat(seen.orTimeout(20, SECONDS).join()).doesNotEndWith("0\r\n\r\n");
        }
    }

    @Test
    void a_stream_shorter_than_it_says_is_no_request() {
        Payload tooShort = Payload.once(new ByteArrayInputStream("short".getBytes(US_ASCII)), 9);
        try (RawServer server = new RawServer(RawServer.answering("200 OK", "text/plain", "taken"))) {
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> opened(call("POST", server.uri(), tooShort, PATIENT)))
                    .withCauseInstanceOf(TransportException.class);
        }
    }

    @Test
    void a_body_that_stops_coming_is_given_up_and_says_so() throws IOException {
        try (RawServer server =
                        new RawServer(RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nbegun"));
                OpenAnswer answer = opened(call("GET", server.uri(), Body.EMPTY, HASTY))) {
            assertThat(answer.body().readNBytes(5)).asString(US_ASCII).isEqualTo("begun");
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> answer.body().read())
                    .withMessageContaining("gave no complete answer within 300 ms");
            await().untilAsserted(() -> assertThat(server.closedByCaller()).isEqualTo(1));
        }
    }

    @Test
    void a_server_that_does_not_answer_is_given_up() {
        try (RawServer server = new RawServer(caller -> {})) {
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> opened(call("GET", server.uri(), Body.EMPTY, HASTY)))
                    .withCauseInstanceOf(TransportException.class)
                    .withMessageContaining("gave no complete answer within 300 ms");
            await().untilAsserted(() -> assertThat(server.closedByCaller()).isEqualTo(1));
        }
    }

    @Test
    void a_body_that_keeps_dripping_is_not_given_up() throws IOException {
        Limits shortish = new Limits(Duration.ofSeconds(2), 1000);
        try (RawServer server = new RawServer(RawServer.dripping("HTTP/1.1 200 OK\r\nContent-Length: 80\r\n\r\n"));
                OpenAnswer answer = opened(call("GET", server.uri(), Body.EMPTY, shortish))) {
            assertThat(size(answer.body())).isEqualTo(80);
        }
    }

    @Test
    void a_body_that_breaks_off_is_not_taken_for_whole() throws IOException {
        try (RawServer server = new RawServer(
                        RawServer.hangingUpAfter("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nbegun"));
                OpenAnswer answer = opened(call("GET", server.uri(), Body.EMPTY, PATIENT))) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> size(answer.body()))
                    .withMessageContaining("broke before its answer was complete");
        }
    }

    @Test
    void an_answer_without_one_end_is_refused() {
        try (RawServer server = new RawServer(
                RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nbegun"))) {
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> opened(call("GET", server.uri(), Body.EMPTY, PATIENT)))
                    .withCauseInstanceOf(TransportException.class);
        }
    }

    @Test
    void closing_early_ends_the_connection() {
        try (RawServer server = new RawServer(this::sendLarge)) {
            OpenAnswer answer = opened(call("GET", server.uri(), Body.EMPTY, PATIENT));
            answer.close();

            await().untilAsserted(() -> assertThat(server.closedByCaller()).isEqualTo(1));
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> size(answer.body()))
                    .withMessageContaining("closed");
        }
    }

    @Test
    void what_was_compressed_although_nobody_asked_is_read_as_it_was() throws IOException {
        List<String> field = List.of("Content-Encoding: gzip");
        try (RawServer server = new RawServer(
                RawServer.answering("200 OK", field, zipped("the bytes")),
                RawServer.answering("204 No Content", field, new byte[0]))) {
            OpenAnswer answer = opened(call("GET", server.uri(), Body.EMPTY, PATIENT));
            assertThat(answer.header("Content-Length")).isEmpty();
            assertThat(text(answer)).isEqualTo("the bytes");
        }
    }

    @Test
    void a_compressed_body_is_not_over_because_the_rest_of_it_has_not_come_yet() throws IOException {
        byte[] first = zipped("the first half");
        byte[] second = zipped("the second half");
        try (RawServer server = new RawServer(caller -> {
                    RawServer.saying(compressed(first.length + second.length)).to(caller);
                    RawServer.write(caller, first);
                    awaitReader();
                    RawServer.write(caller, second);
                });
                OpenAnswer answer = opened(call("GET", server.uri(), Body.EMPTY, PATIENT))) {
            assertThat(answer.body().readNBytes(14)).asString(US_ASCII).isEqualTo("the first half");
            goOn.countDown();
            assertThat(answer.body().readAllBytes()).asString(US_ASCII).isEqualTo("the second half");
        }
    }

    @Test
    void a_compressed_body_that_breaks_off_between_two_parts_is_not_taken_for_whole() throws IOException {
        byte[] first = zipped("the first half");
        for (int more = 0; more < 10; more++) {
            byte[] begun = Arrays.copyOf(zipped("the second half"), more);
            try (RawServer server = new RawServer(caller -> {
                        RawServer.saying(compressed(first.length + 100)).to(caller);
                        RawServer.write(caller, first);
                        RawServer.write(caller, begun);
                        caller.close();
                    });
                    OpenAnswer answer = opened(call("GET", server.uri(), Body.EMPTY, PATIENT))) {
                assertThatExceptionOfType(IOException.class)
                        .isThrownBy(() -> size(answer.body()))
                        .withMessageContaining("broke before its answer was complete");
            }
        }
    }

    @Test
    void what_broke_once_stays_broken_and_keeps_nobody_waiting() throws IOException {
        try (RawServer server = new RawServer(
                        RawServer.hangingUpAfter("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nbegun"));
                OpenAnswer answer =
                        opened(call("GET", server.uri(), Body.EMPTY, new Limits(Duration.ofHours(1), 1000)))) {
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> size(answer.body()));
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> answer.body().read())
                    .withMessageContaining("broke before its answer was complete");
        }
    }

    @Test
    void a_stream_that_nobody_takes_is_closed() {
        AtomicLong closed = new AtomicLong();
        InputStream endless = new FilterInputStream(new Zeros(Long.MAX_VALUE, sent)) {
            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
        try (RawServer server = new RawServer(Socket::close)) {
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> opened(call("POST", server.uri(), Payload.once(endless), PATIENT)));
            await().untilAsserted(() -> assertThat(closed).hasPositiveValue());
        }
    }

    private static String compressed(int length) {
        return "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private void awaitReader() throws IOException {
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(text.getBytes(US_ASCII));
        }
        return zipped.toByteArray();
    }

    private OpenAnswer opened(HttpCall call) {
        return transport.open(call).join();
    }

    private static HttpCall call(String method, URI uri, Payload body, Limits limits) {
        return new HttpCall(method, uri, Map.of(), body, limits);
    }

    private static String text(OpenAnswer answer) {
        try {
            return answer.beginning(1000).body().text();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(InputStream in) throws IOException {
        byte[] part = new byte[PART];
        long size = 0;
        for (int count = in.read(part); count >= 0; count = in.read(part)) {
            size += count;
        }
        return size;
    }

    private void sendLarge(Socket caller) throws IOException {
        RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\n\r\n")
                .to(caller);
        byte[] part = new byte[PART];
        for (long left = LARGE; left > 0; left -= PART) {
            caller.getOutputStream().write(part);
            sent.addAndGet(PART);
        }
    }

    private void takeLarge(Socket caller) throws IOException {
        awaitReader();
        long size = chunked(caller.getInputStream());
        RawServer.answering("200 OK", "text/plain", "took " + size).to(caller);
    }

    /** Reads a chunked body (RFC 9112, section 7.1) and returns its size. */
    private static long chunked(InputStream in) throws IOException {
        long size = 0;
        while (true) {
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                line.append((char) next);
            }
            int chunk = Integer.parseInt(line.toString().strip(), 16);
            in.skipNBytes(chunk + 2L);
            if (chunk == 0) {
                return size;
            }
            size += chunk;
        }
    }

    private static String everything(InputStream in) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            in.transferTo(all);
        } catch (IOException e) {
            // The caller broke it off, which is an end too.
        }
        return all.toString(US_ASCII);
    }

    /** Waits until a counter stands still, and returns where it does. */
    private static long stalled(AtomicLong counter) {
        AtomicLong before = new AtomicLong(-1);
        await().pollInterval(Duration.ofMillis(400))
                .atMost(20, SECONDS)
                .until(() -> before.getAndSet(counter.get()) == counter.get() && counter.get() > 0);
        return counter.get();
    }

    /** So many zeros, counted as they are read. */
    private static final class Zeros extends InputStream {

        private final AtomicLong count;
        private long left;

        Zeros(long size, AtomicLong count) {
            this.left = size;
            this.count = count;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : 0;
        }

        @Override
        public int read(byte[] into, int from, int most) {
            int size = (int) Math.min(most, left);
            left -= size;
            count.addAndGet(size);
            return size == 0 ? -1 : size;
        }
    }

    private static final class Broken extends InputStream {

        @Override
        public int read() throws IOException {
            throw new IOException("the disk is gone");
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            throw new IOException("the disk is gone");
        }
    }
}

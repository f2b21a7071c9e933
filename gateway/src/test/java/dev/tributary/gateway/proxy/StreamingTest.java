package dev.tributary.gateway.proxy;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.gateway.http.RawSocket;
import dev.tributary.gateway.proxy.RawConfluence.Talk;
import dev.tributary.model.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Large bodies: what one side does not take, the other cannot send, so that no body is ever held in memory. */
final class StreamingTest {

    private static final int PART = 64 * 1024;
    private static final long HUNDRED_MEGABYTES = 1_600L * PART;
    private static final long MOST_ON_THE_WAY = 24L * 1024 * 1024;

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final RawConfluence confluence = new RawConfluence(this::serve);
    private final ProxyWorld world =
            new ProxyWorld().site("wiki", confluence.baseUrl()).app("a", "ka", "wiki");

    @BeforeEach
    void connect() {
        world.connect("a", "alice", "wiki", () -> Secret.of("token"));
        world.start();
    }

    @AfterEach
    void close() {
        goOn.countDown();
        world.close();
        confluence.close();
    }

    @Test
    void a_download_waits_for_a_caller_that_does_not_read() throws Exception {
        HttpResponse<InputStream> answer = HttpClient.newHttpClient()
                .send(world.call("ka", "alice", "/sites/wiki/download/large").build(), BodyHandlers.ofInputStream());

        assertThat(stalled(sent)).isLessThan(MOST_ON_THE_WAY);
        assertThat(drain(answer.body())).isEqualTo(HUNDRED_MEGABYTES);
    }

    @Test
    void an_upload_waits_for_a_confluence_that_does_not_read() {
        InputStream upload = new Zeros(HUNDRED_MEGABYTES, sent);
        var call = HttpClient.newHttpClient()
                .sendAsync(
                        world.call("ka", "alice", "/sites/wiki/rest/api/content")
                                .header("Content-Type", "application/octet-stream")
                                .POST(BodyPublishers.ofInputStream(() -> upload))
                                .build(),
                        BodyHandlers.ofString());

        await().until(() -> sent.get() > 0);
        assertThat(stalled(sent)).isLessThan(MOST_ON_THE_WAY);
        goOn.countDown();
        assertThat(call.join().body()).isEqualTo("took " + HUNDRED_MEGABYTES);
    }

    @Test
    void a_body_beyond_the_limit_is_refused_before_it_is_sent() {
        try (RawSocket socket = new RawSocket(world.port())) {
            socket.send(RawSocket.head(
                    "POST /sites/wiki/rest/api/content HTTP/1.1",
                    "Host: localhost",
                    "Authorization: Bearer ka",
                    "Tributary-User: alice",
                    "Content-Length: " + (ProxyWorld.BODY_LIMIT + 1L)));

            assertThat(socket.readToEnd()).startsWith("HTTP/1.1 413 ").contains("/problems/body-too-large");
        }
        assertThat(confluence.heads()).isEmpty();
    }

    @Test
    void a_caller_that_goes_away_takes_the_upstream_socket_with_it() {
        try (RawSocket socket = new RawSocket(world.port())) {
            socket.send(RawSocket.head(
                            "GET /sites/wiki/download/large HTTP/1.1",
                            "Host: localhost",
                            "Authorization: Bearer ka",
                            "Tributary-User: alice"))
                    .readUntil("\r\n\r\n");
        }
        await().atMost(5, SECONDS).untilAsserted(() -> assertThat(taken.get()).isEqualTo(-1));
    }

    private void serve(Talk talk) throws IOException {
        if (talk.head().startsWith("GET")) {
            download(talk);
        } else {
            upload(talk);
        }
    }

    private void download(Talk talk) throws IOException {
        talk.write("HTTP/1.1 200 OK\r\nX-AUSERNAME: alice\r\nContent-Length: " + HUNDRED_MEGABYTES + "\r\n\r\n");
        byte[] part = new byte[PART];
        try {
            for (long left = HUNDRED_MEGABYTES; left > 0; left -= PART) {
                talk.out().write(part);
                sent.addAndGet(PART);
            }
        } catch (IOException cut) {
            taken.set(-1);
            throw cut;
        }
    }

    private void upload(Talk talk) throws IOException {
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        long size = chunked(talk.in());
        talk.answer(200, "X-AUSERNAME: alice\r\n", "took " + size);
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

    /** Waits until a counter stands still and returns where it does. */
    private static long stalled(AtomicLong counter) {
        AtomicLong before = new AtomicLong(-1);
        await().pollInterval(Duration.ofMillis(400))
                .atMost(20, SECONDS)
                .until(() -> before.getAndSet(counter.get()) == counter.get() && counter.get() > 0);
        return counter.get();
    }

    private static long drain(InputStream in) throws IOException {
        byte[] part = new byte[PART];
        long size = 0;
        for (int count = in.read(part); count >= 0; count = in.read(part)) {
            size += count;
        }
        return size;
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
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] into, int from, int most) {
            int size = (int) Math.min(most, left);
            Arrays.fill(into, from, from + size, (byte) 0);
            left -= size;
            count.addAndGet(size);
            return size == 0 ? -1 : size;
        }
    }
}

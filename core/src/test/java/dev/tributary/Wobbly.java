package dev.tributary;

import dev.tributary.http.RawServer;
import dev.tributary.http.RawServer.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The least that passes for a Confluence, whose user is alice, until a path is told to answer otherwise. */
final class Wobbly implements AutoCloseable {

    static final String TOKEN = "/rest/oauth2/latest/token";
    static final String WHO_AM_I = "/rest/api/user/current";

    /** Stands in every answer that is none, and must be in no message. */
    static final String ITS_WORDS = "words-of-the-server";

    private final Map<String, Reply> instead = new ConcurrentHashMap<>();
    private final AtomicInteger issued = new AtomicInteger();
    final RawServer server;

    Wobbly() {
        this(null);
    }

    Wobbly(@Nullable SSLContext tls) {
        server = new RawServer(tls, this::reply);
    }

    URI baseUrl() {
        return server.uri();
    }

    /** Answers there like that until it is {@link #well()}. */
    void at(String path, Reply reply) {
        instead.put(path, reply);
    }

    void well() {
        instead.clear();
    }

    /** Returns the bodies that came to the token endpoint. */
    List<String> tokenRequests() {
        return server.received().stream()
                .filter(request -> request.startsWith("POST " + TOKEN + " "))
                .toList();
    }

    private Reply reply(String request) {
        String path = request.split("[ ?]", 3)[1];
        Reply otherwise = instead.get(path);
        if (otherwise != null) {
            return otherwise;
        }
        return switch (path) {
            case TOKEN -> json(tokens());
            case WHO_AM_I -> json("{\"username\":\"alice\",\"userKey\":\"key-of-alice\",\"displayName\":\"Alice\"}");
            default -> json("{}");
        };
    }

    private String tokens() {
        int number = issued.incrementAndGet();
        return "{\"access_token\":\"access-%d\",\"refresh_token\":\"refresh-%d\",\"token_type\":\"Bearer\",\"expires_in\":3600}"
                .formatted(number, number);
    }

    private static Reply json(String body) {
        return RawServer.answering(
                "200 OK",
                List.of("Content-Type: application/json", "X-AUSERNAME: alice"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    static Reply page(String status) {
        return RawServer.answering(status, "text/html", "<html><body>Log in! " + ITS_WORDS + "</body></html>");
    }

    static Reply brokenJson() {
        return RawServer.answering(
                "200 OK", "application/json", "{\"access_token\": \"" + ITS_WORDS + "\", \"results\": [");
    }

    static Reply truncated() {
        return RawServer.hangingUpAfter(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n"
                        + "{\"access_token\": \"" + ITS_WORDS);
    }

    static Reply fiveMegabytes() {
        return RawServer.answering(
                "200 OK", "application/json", "{\"filler\":\"" + ITS_WORDS + "x".repeat(5 << 20) + "\"}");
    }

    /** Sixty-four megabytes on arrival, and sixty-four kilobytes on the way. */
    static Reply gzipBomb() {
        try {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream packing = new GZIPOutputStream(packed)) {
                byte[] megabyte = new byte[1 << 20];
                for (int i = 0; i < 64; i++) {
                    packing.write(megabyte);
                }
            }
            return RawServer.answering(
                    "200 OK",
                    List.of("Content-Type: application/json", "Content-Encoding: gzip"),
                    packed.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Never ends, and never rests for long. */
    static Reply drip() {
        return RawServer.dripping("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + ITS_WORDS);
    }

    static Reply redirect(String status, URI to) {
        return RawServer.answering(status, List.of("Location: " + to), new byte[0]);
    }

    @Override
    public void close() {
        server.close();
    }
}

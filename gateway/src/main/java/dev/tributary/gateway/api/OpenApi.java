package dev.tributary.gateway.api;

import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Incoming;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Describes the gateway's own operations. */
final class OpenApi {

    private static final String FILE = "/dev/tributary/gateway/api/openapi.json";

    private final Answer document = Answer.of(200, "application/json", read());

    Answer show(Incoming request) {
        return document;
    }

    private static Buffer read() {
        try (InputStream in = OpenApi.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks " + FILE + ". Build it again.");
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

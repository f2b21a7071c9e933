package dev.tributary.gateway.connect;

import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Incoming;
import dev.tributary.gateway.http.Refused;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** Serves the files that the pages need, by exact name. */
final class Assets {

    private static final String CSS = "text/css; charset=utf-8";

    private final Map<String, Answer> byName = Map.of(
            "pico.css", file(CSS, "/META-INF/resources/webjars/picocss__pico/2.1.1/css/pico.min.css"),
            "tributary.css", file(CSS, "/dev/tributary/gateway/connect/tributary.css"));

    Answer serve(Incoming request) {
        Answer asset = byName.get(request.parameter());
        if (asset == null) {
            throw new Refused(404, "not-found", "Not found", "There is no such file.");
        }
        return asset;
    }

    private static Answer file(String type, String path) {
        try (InputStream in = Assets.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks " + path + ". Build it again.");
            }
            return Answer.of(200, type, Buffer.buffer(in.readAllBytes())).with("Cache-Control", "max-age=3600");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

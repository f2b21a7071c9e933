package dev.tributary.gateway.console;

import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Incoming;
import dev.tributary.gateway.http.Refused;
import dev.tributary.model.Secret;
import dev.tributary.store.Ticket;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The style and the script of the pages, by exact name. Each name has a hash of its file in it, so that browsers may keep the file
 * for ever.
 */
final class Files {

    private static final String CSS = "text/css; charset=utf-8";
    private static final String JS = "text/javascript; charset=utf-8";
    private static final String WEBJARS = "/META-INF/resources/webjars/";
    private static final int HASH_LENGTH = 16;

    private final Map<String, Answer> byName = new HashMap<>();
    private final Map<String, String> addresses = new HashMap<>();

    Files() {
        add("pico.css", CSS, WEBJARS + "picocss__pico/2.1.1/css/pico.min.css");
        add("console.css", CSS, "/dev/tributary/gateway/console/console.css");
        add("htmx.js", JS, WEBJARS + "htmx.org/2.0.10/dist/htmx.min.js");
    }

    /** Returns where each file is, by its plain name up to the dot. */
    Map<String, String> addresses() {
        return addresses;
    }

    Answer serve(Incoming request) {
        Answer file = byName.get(request.parameter());
        if (file == null) {
            throw new Refused(404, "not-found", "Not found", "There is no such file.");
        }
        return file;
    }

    private void add(String name, String type, String path) {
        byte[] bytes = read(path);
        String hash = Ticket.hash(Secret.of(new String(bytes, StandardCharsets.ISO_8859_1)))
                .substring(0, HASH_LENGTH);
        int dot = name.indexOf('.');
        String hashed = name.substring(0, dot) + "-" + hash + name.substring(dot);
        addresses.put(name.substring(0, dot), "/console/files/" + hashed);
        byName.put(
                hashed,
                Answer.of(200, type, Buffer.buffer(bytes)).with("Cache-Control", "max-age=31536000, immutable"));
    }

    private static byte[] read(String path) {
        try (InputStream in = Files.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks " + path + ". Build it again.");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

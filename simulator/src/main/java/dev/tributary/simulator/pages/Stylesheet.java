package dev.tributary.simulator.pages;

import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The one stylesheet of all pages. */
public final class Stylesheet implements Routes {

    private final byte[] css = read();

    @Override
    public void addTo(Router router) {
        router.route(
                "GET /s/confluence.css",
                request -> Response.bytes(200, "text/css;charset=UTF-8", css).with("Cache-Control", "max-age=600"));
    }

    private static byte[] read() {
        try (InputStream in = Stylesheet.class.getResourceAsStream("confluence.css")) {
            return Objects.requireNonNull(in, "confluence.css is part of the jar")
                    .readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

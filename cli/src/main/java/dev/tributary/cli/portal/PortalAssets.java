package dev.tributary.cli.portal;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** Serves the files the pages need, by exact name. */
final class PortalAssets implements Handler<RoutingContext> {

    private record Asset(String type, Buffer content) {}

    private final Map<String, Asset> assets = Map.of(
            "pico.css", new Asset("text/css", read("/META-INF/resources/webjars/picocss__pico/2.1.1/css/pico.min.css")),
            "portal.css", new Asset("text/css", read("/dev/tributary/cli/portal/portal.css")),
            "portal.js", new Asset("text/javascript", read("/dev/tributary/cli/portal/portal.js")));

    @Override
    public void handle(RoutingContext context) {
        Asset asset = assets.get(context.pathParam("name"));
        if (asset == null) {
            context.fail(404);
            return;
        }
        context.response()
                .putHeader("Content-Type", asset.type() + "; charset=utf-8")
                .putHeader("Cache-Control", "max-age=3600")
                .end(asset.content());
    }

    private static Buffer read(String path) {
        try (InputStream in = PortalAssets.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks " + path + ". Build it again.");
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

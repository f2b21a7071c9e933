package dev.tributary.cli.portal;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** Where every request comes in; it leads nowhere until the portal behind it is put together. */
final class PortalDoor implements Handler<HttpServerRequest> {

    private volatile Handler<HttpServerRequest> inside = PortalDoor::closed;

    void open(Handler<HttpServerRequest> portal) {
        inside = portal;
    }

    @Override
    public void handle(HttpServerRequest request) {
        inside.handle(request);
    }

    private static void closed(HttpServerRequest request) {
        request.response().setStatusCode(503).putHeader("Retry-After", "1").end("Docs Portal is starting.");
    }
}

package dev.tributary.gateway;

import dev.tributary.gateway.config.ThisMachine;
import dev.tributary.gateway.http.Problem;
import dev.tributary.gateway.http.Problems;
import dev.tributary.gateway.proxy.SiteProxy;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where every request comes in: it is closed until the gateway is put together, and a gateway for this machine alone answers
 * to no other name, because a page of another host could otherwise reach it by rebinding its name.
 */
final class Entrance implements Handler<HttpServerRequest> {

    private static final Duration SOON = Duration.ofSeconds(1);

    private static final String HSTS = "max-age=31536000";

    private final boolean local;
    private final boolean secure;
    private volatile @Nullable Handler<HttpServerRequest> inside;

    Entrance(URI publicUrl) {
        this.local = ThisMachine.is(publicUrl.getHost());
        // To localhost it would bind every other program there, too.
        this.secure = !local && "https".equals(publicUrl.getScheme());
    }

    void open(Handler<HttpServerRequest> handler) {
        inside = handler;
    }

    @Override
    public void handle(HttpServerRequest request) {
        AccessLog.follow(request);
        if (secure && !SiteProxy.isFor(request)) {
            request.response()
                    .headersEndHandler(head -> request.response().putHeader("Strict-Transport-Security", HSTS));
        }
        Handler<HttpServerRequest> handler = inside;
        if (handler == null) {
            Problems.unavailable("The gateway is starting.", SOON).send(request.response());
        } else if (local && !isLocal(request.authority())) {
            new Problem(421, "misdirected", "Misdirected", "This gateway answers to localhost only.")
                    .send(request.response());
        } else {
            handler.handle(request);
        }
    }

    private static boolean isLocal(@Nullable HostAndPort authority) {
        return authority != null && ThisMachine.is(authority.host());
    }
}

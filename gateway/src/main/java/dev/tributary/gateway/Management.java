package dev.tributary.gateway;

import dev.tributary.gateway.config.GatewayConfig.Listen;
import dev.tributary.gateway.config.ThisMachine;
import dev.tributary.gateway.http.Operation;
import dev.tributary.gateway.http.Operations;
import dev.tributary.gateway.http.Problem;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What those who run a gateway ask, on a listener of its own. No key is asked for: who reaches it may. No page in a browser
 * may, though, on whichever machine that runs.
 */
final class Management implements Handler<HttpServerRequest> {

    private final boolean local;
    private final Operations operations;

    Management(Loops loops, Listen at, List<Operation> operations) {
        this.local = ThisMachine.is(at.host()) || at.host().equals("::1");
        this.operations = new Operations(
                loops.workers(), operations, request -> request.remoteAddress().hostAddress());
    }

    @Override
    public void handle(HttpServerRequest request) {
        AccessLog.follow(request);
        if (local && !isLocal(request.authority())) {
            new Problem(421, "misdirected", "Misdirected", "This listener answers to names of this machine only.")
                    .send(request.response());
        } else if (request.headers().contains("Origin")) {
            new Problem(403, "not-for-pages", "Not for pages", "Pages in browsers may not ask this.")
                    .send(request.response());
        } else {
            operations.handle(request);
        }
    }

    private static boolean isLocal(@Nullable HostAndPort authority) {
        return authority != null && ThisMachine.is(authority.host());
    }
}

package dev.tributary.gateway;

import dev.tributary.gateway.config.Running;
import dev.tributary.gateway.config.ThisMachine;
import dev.tributary.gateway.connect.FormOrigin;
import dev.tributary.gateway.http.Operation;
import dev.tributary.gateway.http.Operations;
import dev.tributary.gateway.http.Problem;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What those who run a gateway ask, on a listener of its own. No key is asked for: who reaches it may. No page in a browser
 * may, though, on whichever machine that runs: it would have to come under a name that its own host has bound to this address,
 * so that names count only which the configuration gives.
 */
final class Management implements Handler<HttpServerRequest> {

    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(?:[.][0-9]{1,3}){3}|\\[[0-9A-Fa-f:.]+]");

    private static final String ONLY_LOCAL =
            "This listener answers to names of this machine only, and to those that management.names gives.";
    private static final String ONLY_NAMED =
            "This listener answers to addresses, and to names that management.names gives. Add this one there.";

    private final boolean local;
    private final Set<String> names;
    private final Operations operations;

    Management(Loops loops, Running.Management management, List<Operation> operations) {
        String host = management.at().host();
        this.local = ThisMachine.is(host) || host.equals("::1");
        this.names = Stream.concat(management.names().stream(), Stream.of(host.toLowerCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
        this.operations = new Operations(
                loops.workers(), operations, request -> request.remoteAddress().hostAddress());
    }

    @Override
    public void handle(HttpServerRequest request) {
        AccessLog.follow(request);
        if (!isMine(request.authority())) {
            new Problem(421, "misdirected", "Misdirected", local ? ONLY_LOCAL : ONLY_NAMED).send(request.response());
        } else if (isOfPage(request.headers())) {
            new Problem(403, "not-for-pages", "Not for pages", "Pages in browsers may not ask this.")
                    .send(request.response());
        } else {
            operations.handle(request);
        }
    }

    /** An address that a person types in says "none"; what a page embeds says nothing of its origin, but where it is. */
    private static boolean isOfPage(MultiMap headers) {
        return headers.contains("Origin") || FormOrigin.isElsewhere(headers);
    }

    private boolean isMine(@Nullable HostAndPort authority) {
        if (authority == null) {
            return false;
        }
        String host = authority.host().toLowerCase(Locale.ROOT);
        return ThisMachine.is(host)
                || names.contains(host)
                || (!local && ADDRESS.matcher(host).matches());
    }
}

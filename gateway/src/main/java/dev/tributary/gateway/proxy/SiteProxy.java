package dev.tributary.gateway.proxy;

import dev.tributary.gateway.http.Awaited;
import dev.tributary.gateway.http.Reply;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Misconfigured;
import dev.tributary.token.WriteToken;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Answers {@code /sites/{site}/**}: makes an application's call in Confluence as the user it names.
 *
 * <p>Thread-safe, to be called on an event loop. Give it requests as the listener gave them, by their raw path and before any
 * router that would normalise it.
 */
public final class SiteProxy implements Handler<HttpServerRequest> {

    private static final Duration VALID_ON_ARRIVAL = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final ProxyServices services;
    private final Admission admission;
    private final Finder finder;

    /** Takes the event loops it runs on, what it makes calls with, and the sites. */
    public SiteProxy(Vertx vertx, ProxyServices services, Collection<Route> routes) {
        this.vertx = vertx;
        this.services = services;
        Map<String, Route> byId = routes.stream()
                .collect(Collectors.toUnmodifiableMap(route -> route.site().id(), Function.identity()));
        this.admission = new Admission(byId);
        this.finder = new Finder(vertx, services.connections());
    }

    /** Says whether a request is for here, from its raw target. */
    public static boolean isFor(HttpServerRequest request) {
        return request.uri().startsWith(SitePath.PREFIX);
    }

    @Override
    public void handle(HttpServerRequest request) {
        request.pause();
        Future<Caller> caller = services.callers().authenticate(request);
        if (caller.succeeded()) {
            // The usual case, which is spared what waiting would allocate.
            admit(request, caller.result());
        } else {
            Awaited.then(caller, request, known -> {
                if (known.succeeded()) {
                    admit(request, known.result());
                } else {
                    Reply.refuse(request, Failures.problem(known.cause(), null));
                }
            });
        }
    }

    private void admit(HttpServerRequest request, Caller caller) {
        try {
            start(admission.admit(request, caller));
        } catch (RuntimeException refused) {
            Reply.refuse(request, Failures.problem(refused, null));
        }
    }

    private void start(Call call) {
        Context context = vertx.getOrCreateContext();
        Exchange exchange = new Exchange(call, services, context);
        Future<WriteToken> token = token(call);
        if (token.succeeded()) {
            exchange.begin(token.result());
        } else {
            token.onComplete(result -> context.runOnContext(ignored -> {
                if (result.succeeded()) {
                    exchange.begin(result.result());
                } else {
                    exchange.fail(result.cause());
                }
            }));
        }
    }

    private Future<WriteToken> token(Call call) {
        Future<ConnectionId> found =
                finder.find(call.caller(), call.route().site().id(), call.selector());
        return (call.route().budget().isOpen() ? found : found.compose(id -> turn(id, call)))
                .compose(id -> lent(id, call))
                .map(token -> belonging(token, call));
    }

    /** Nothing is held back while a call waits: its token is taken when it may go. */
    private Future<ConnectionId> turn(ConnectionId id, Call call) {
        return Later.of(services.tokens().accessToken(id, VALID_ON_ARRIVAL))
                .compose(token -> call.route().budget().turn(token.connection(), call.priority()))
                .map(passed -> id);
    }

    /** A read takes its token as a write does, and holds nothing back. */
    private Future<WriteToken> lent(ConnectionId id, Call call) {
        return Methods.isSafe(call.request().method())
                ? Later.of(services.tokens().accessToken(id, VALID_ON_ARRIVAL))
                        .map(token -> new WriteToken(token, () -> {}))
                : Later.of(services.tokens().forWriting(id, VALID_ON_ARRIVAL));
    }

    /** A token goes only to where it came from, also after the site's address was edited. */
    private static WriteToken belonging(WriteToken token, Call call) {
        URI origin = token.token().connection().origin();
        if (!call.route().site().deployment().isHome(origin)) {
            token.close();
            throw new Misconfigured(
                    "sites." + call.route().site().id(),
                    "The connection was made for another base URL. Restore it, or send the user to connect again.");
        }
        return token;
    }
}

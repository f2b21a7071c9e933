package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.environment.Caller;
import dev.tributary.simulator.environment.Scope;
import dev.tributary.simulator.http.Filter;
import dev.tributary.simulator.http.Handler;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import java.util.Set;

/** Refuses a writing method to a token that may only read, whatever its user may do. */
final class ScopeGuard implements Filter {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    public Response apply(Request request, Handler next) {
        Caller caller = Caller.of(request);
        boolean refused = !READING.contains(request.method()) && !caller.isAnonymous() && !caller.may(Scope.WRITE);
        return refused
                ? RestErrors.of(
                        403, "The access token's scope " + caller.scope() + " does not allow " + request.method())
                : next.handle(request);
    }
}

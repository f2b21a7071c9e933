package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.content.RefusedException;
import dev.tributary.simulator.content.cql.CqlException;
import dev.tributary.simulator.http.Filter;
import dev.tributary.simulator.http.Handler;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;

/** Turns what the content refuses into Confluence's error bodies. */
final class Refusals implements Filter {
    @Override
    public Response apply(Request request, Handler next) {
        try {
            return next.handle(request);
        } catch (RefusedException refused) {
            return RestErrors.of(refused);
        } catch (CqlException malformed) {
            return RestErrors.of(400, String.valueOf(malformed.getMessage()));
        }
    }
}

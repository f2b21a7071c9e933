package dev.tributary.simulator.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.simulator.http.Delivery;
import dev.tributary.simulator.http.Filter;
import dev.tributary.simulator.http.Handler;
import dev.tributary.simulator.http.HttpRefusal;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The faults that are to come, and the filter that lets them happen. A request counts for the first
 * that fits it; those behind wait until that one is over. Thread-safe. */
public final class Faults implements Filter {

    private static final int HUGE = 5 * 1024 * 1024;

    private final List<Scripted> script = new ArrayList<>();

    private static final class Scripted {
        final Fault fault;
        int seen;

        Scripted(Fault fault) {
            this.fault = fault;
        }

        boolean fits(Request request) {
            return (fault.method() == null || request.method().equals(fault.method()))
                    && request.path().startsWith(fault.path());
        }

        boolean isDue() {
            return seen >= fault.nth();
        }

        boolean isOver() {
            return seen >= fault.nth() + fault.times() - 1;
        }
    }

    /** Adds a fault behind those that wait already. */
    public synchronized Faults add(Fault fault) {
        script.add(new Scripted(fault));
        return this;
    }

    /** Returns the faults that are still to come or not over yet. */
    public synchronized List<Fault> pending() {
        return script.stream().map(scripted -> scripted.fault).toList();
    }

    /** Lets no fault happen any more. */
    public synchronized void clear() {
        script.clear();
    }

    @Override
    public Response apply(Request request, Handler next) {
        Optional<Fault> fault = next(request);
        return fault.isEmpty() ? next.handle(request) : happen(fault.get(), request, next);
    }

    private synchronized Optional<Fault> next(Request request) {
        Optional<Scripted> first =
                script.stream().filter(scripted -> scripted.fits(request)).findFirst();
        first.ifPresent(scripted -> scripted.seen++);
        first.filter(Scripted::isOver).ifPresent(script::remove);
        return first.filter(Scripted::isDue).map(scripted -> scripted.fault);
    }

    private static Response happen(Fault fault, Request request, Handler next) {
        return switch (fault.action()) {
            case DELAY -> late(fault, request, next);
            case DROP_BEFORE -> Response.status(500).delivered(Delivery.DROPPED);
            case DROP_AFTER -> next.handle(request).delivered(Delivery.DROPPED);
            case STATUS -> refusal(fault, fault.status());
            case TRUNCATE -> next.handle(request).delivered(Delivery.TRUNCATED);
            case GARBAGE -> json(next.handle(request), "{\"access_token\": \"ab");
            case HTML -> page(next.handle(request));
            case HUGE -> json(next.handle(request), "{\"filler\":\"" + "x".repeat(HUGE) + "\"}");
            case TOO_MANY_REQUESTS -> refusal(fault, 429);
        };
    }

    private static Response late(Fault fault, Request request, Handler next) {
        try {
            Thread.sleep(fault.delay().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HttpRefusal(Response.status(503).delivered(Delivery.DROPPED));
        }
        return next.handle(request);
    }

    private static Response refusal(Fault fault, int status) {
        Response response = Response.json(status, Map.of("message", "A fault by script", "statusCode", status));
        String retryAfter = fault.retryAfter();
        return retryAfter == null ? response : response.with("Retry-After", retryAfter);
    }

    private static Response json(Response real, String body) {
        return real.with("Content-Type", "application/json").withBody(body.getBytes(UTF_8));
    }

    private static Response page(Response real) {
        byte[] page = "<html><body><h1>Down for maintenance</h1></body></html>".getBytes(UTF_8);
        return real.with("Content-Type", "text/html;charset=UTF-8").withBody(page);
    }
}

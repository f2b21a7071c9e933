package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.environment.Caller;
import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.environment.Switches;
import dev.tributary.simulator.http.Filter;
import dev.tributary.simulator.http.Handler;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Lets each user make as many calls as their bucket holds, and says how many are left. */
final class RateLimit implements Filter {
    private final Environment environment;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    RateLimit(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Response apply(Request request, Handler next) {
        Switches switches = environment.switches();
        if (!switches.isOn(Switch.RATE_LIMIT)) {
            buckets.clear();
            return next.handle(request);
        }
        Bucket.Rate rate =
                new Bucket.Rate(switches.number(Switch.RATE_LIMIT_CAPACITY), switches.number(Switch.RATE_LIMIT_FILL));
        Bucket.Draw draw = buckets.computeIfAbsent(Caller.of(request).username(), name -> new Bucket(rate.capacity()))
                .draw(rate, environment.clock().instant());
        Response response = draw.allowed() ? next.handle(request) : refused();
        return withRetryAfter(response, draw)
                .with("X-RateLimit-Limit", String.valueOf(rate.capacity()))
                .with("X-RateLimit-Remaining", String.valueOf(draw.remaining()))
                .with("X-RateLimit-FillRate", String.valueOf(rate.perSecond()))
                .with("X-RateLimit-Interval-Seconds", "1");
    }

    private Response withRetryAfter(Response response, Bucket.Draw draw) {
        boolean absent = !draw.allowed() && environment.switches().is(Switch.RATE_LIMIT_RETRY_AFTER, "absent");
        return absent
                ? response
                : response.with("Retry-After", String.valueOf(draw.allowed() ? 0 : retryAfter(draw.pause())));
    }

    private long retryAfter(long wait) {
        return switch (environment.switches().get(Switch.RATE_LIMIT_RETRY_AFTER)) {
            case "zero" -> 0;
            case "max" -> Long.MAX_VALUE;
            default -> wait;
        };
    }

    private Response refused() {
        return environment.switches().is(Switch.RATE_LIMIT_BODY, "html")
                ? Response.html(
                        429,
                        "<html><head><title>Rate limit exceeded</title></head><body><h1>Rate limit exceeded</h1></body></html>")
                : Response.json(429, Map.of("message", "Rate limit exceeded."));
    }
}

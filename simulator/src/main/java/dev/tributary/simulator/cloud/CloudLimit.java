package dev.tributary.simulator.cloud;

import dev.tributary.simulator.content.rest.Bucket;
import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.environment.Switches;
import dev.tributary.simulator.environment.User;
import dev.tributary.simulator.http.Handler;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets each user make as many calls of a site as their bucket holds; where the reason is a quota, one bucket is all users': of a
 * site, or of all sites. Thread-safe.
 */
final class CloudLimit {

    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final Environment environment;

    CloudLimit(Environment environment) {
        this.environment = environment;
    }

    Response apply(Site site, User user, Request request, Handler next) {
        Switches switches = environment.switches();
        if (!switches.isOn(Switch.RATE_LIMIT)) {
            buckets.clear();
            return next.handle(request);
        }
        Bucket.Rate rate =
                new Bucket.Rate(switches.number(Switch.RATE_LIMIT_CAPACITY), switches.number(Switch.RATE_LIMIT_FILL));
        Bucket.Draw draw = buckets.computeIfAbsent(whose(site, user), name -> new Bucket(rate.capacity()))
                .draw(rate, environment.clock().instant());
        Response response = draw.allowed() ? next.handle(request) : refused(draw);
        boolean near = draw.remaining() * 5 < rate.capacity();
        return response.with("X-RateLimit-Limit", String.valueOf(rate.capacity()))
                .with("X-RateLimit-Remaining", String.valueOf(draw.remaining()))
                .with("X-RateLimit-NearLimit", String.valueOf(near));
    }

    private String whose(Site site, User user) {
        return switch (environment.switches().get(Switch.RATE_LIMIT_REASON)) {
            case "confluence-quota-global-based" -> "all";
            case "confluence-quota-tenant-based" -> site.cloudId();
            default -> site.cloudId() + " " + user.name();
        };
    }

    private Response refused(Bucket.Draw draw) {
        Switches switches = environment.switches();
        Response refused = CloudErrors.of(429, "Rate limit exceeded")
                .with("RateLimit-Reason", switches.get(Switch.RATE_LIMIT_REASON));
        return switch (switches.get(Switch.RATE_LIMIT_RETRY_AFTER)) {
            case "absent" -> refused;
            case "zero" -> refused.with("Retry-After", "0");
            case "max" -> refused.with("Retry-After", String.valueOf(Long.MAX_VALUE));
            default -> refused.with("Retry-After", String.valueOf(draw.pause()));
        };
    }
}

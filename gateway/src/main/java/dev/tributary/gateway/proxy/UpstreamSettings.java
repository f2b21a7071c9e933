package dev.tributary.gateway.proxy;

import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a site is reached.
 *
 * @param connectTimeout how long opening a socket may take
 * @param silence how long a socket in use may carry no byte either way; shorter than the listener's idle time-out
 * @param connections the most sockets to the site
 * @param trust whose certificates are trusted; absent for the Java platform's
 * @param proxy the proxy on the way; absent for none
 */
public record UpstreamSettings(
        Duration connectTimeout,
        Duration silence,
        int connections,
        @Nullable TrustOptions trust,
        @Nullable ProxyOptions proxy) {

    /** 10 s, 50 s, 256 sockets, the platform's trust, no proxy. */
    public static final UpstreamSettings DEFAULT =
            new UpstreamSettings(Duration.ofSeconds(10), Duration.ofSeconds(50), 256, null, null);
}

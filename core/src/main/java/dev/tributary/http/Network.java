package dev.tributary.http;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The way out of here. Nothing of it is taken from the environment: a proxy is used only where one is named.
 *
 * @param trust whose certificates are accepted
 * @param proxy the HTTP proxy in between; absent for none
 * @param connect how long to wait for a connection
 * @param answer how long to wait for an answer to a call that has no time of its own: those of the flow
 */
public record Network(Trust trust, @Nullable InetSocketAddress proxy, Duration connect, Duration answer) {

    /** Directly, with the Java platform's trust, 5 s to connect and 15 s for an answer. */
    public static final Network DIRECT =
            new Network(Trust.PLATFORM, null, Duration.ofSeconds(5), Duration.ofSeconds(15));

    /** Checks that one waits at all. */
    public Network {
        if (!isPositive(connect) || !isPositive(answer)) {
            throw new IllegalArgumentException(
                    "The time to connect and the time to answer must be longer than nothing.");
        }
    }

    /** Returns a copy that trusts those. */
    public Network trusting(Trust whom) {
        return new Network(whom, proxy, connect, answer);
    }

    /** Returns a copy that goes through that HTTP proxy. */
    public Network through(InetSocketAddress address) {
        return new Network(trust, address, connect, answer);
    }

    /** Returns how long to wait for an answer to a call of those limits. */
    Duration patience(HttpCall.Limits limits) {
        return limits.timeout() == null ? answer : limits.timeout();
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }
}

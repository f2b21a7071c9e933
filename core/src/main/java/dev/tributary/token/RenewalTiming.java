package dev.tributary.token;

import java.time.Duration;

/**
 * How long the steps of a renewal may take. Every node of one store must use the same.
 *
 * @param answer how long the answer of the token endpoint is waited for; one that comes later is still taken
 * @param send how long after noting an attempt its request may be sent at the latest
 * @param grace how long a request may wander before a server judges it, beyond all waiting
 * @param lease how long a node keeps others from renewing without a sign of life
 * @param heartbeat how often it gives one
 * @param watch how long an attempt that was left open is watched before it is repeated, at least
 * @param sweep how often each node looks for connections that nobody looks after
 */
public record RenewalTiming(
        Duration answer,
        Duration send,
        Duration grace,
        Duration lease,
        Duration heartbeat,
        Duration watch,
        Duration sweep) {

    /** 15 s, 10 s, 60 s, 45 s, 10 s, 15 s, 30 s. */
    public static final RenewalTiming DEFAULT = new RenewalTiming(
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(45),
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30));

    /** Throws {@link IllegalArgumentException} where a lease could end while its owner's request is on its way. */
    public RenewalTiming {
        if (send.plus(answer).compareTo(lease) >= 0 || heartbeat.multipliedBy(2).compareTo(lease) >= 0) {
            throw new IllegalArgumentException(
                    "A lease must be longer than sending and answering together, and than two heartbeats.");
        }
    }

    /** Returns how long after it was noted an attempt has been sent and given up at the latest. */
    Duration attempt() {
        return send.plus(answer);
    }
}

package dev.tributary.gateway.http;

import java.time.Duration;

/**
 * The bounds of what a client may send, and how long it may take.
 *
 * @param requestLine the longest request line in bytes, beyond which the answer is 414; searches in CQL are long
 * @param headerBytes the largest header section in bytes, beyond which the answer is 431
 * @param headerFields the most header fields, beyond which the answer is 431
 * @param headTimeout how long a request line and its header section may take to arrive
 * @param idleTimeout how long a connection may be silent
 * @param slowestBody how fast a body must come while the gateway is ready to take it
 * @param connectionsPerAddress the most connections of one address at a time
 */
public record Limits(
        int requestLine,
        int headerBytes,
        int headerFields,
        Duration headTimeout,
        Duration idleTimeout,
        Rate slowestBody,
        int connectionsPerAddress) {

    /** As much of a body is looked at and passed on at a time: 64 KiB, which is the most that a socket gives at once. */
    public static final int PART = 64 * 1024;

    /** 16 KiB, 32 KiB, 100 fields, 10 s, 60 s, 4 KiB per half minute, 1024 connections. */
    public static final Limits DEFAULT = new Limits(
            16 * 1024,
            32 * 1024,
            100,
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            new Rate(4 * 1024, Duration.ofSeconds(30)),
            1024);

    /**
     * A speed.
     *
     * @param bytes so many bytes
     * @param per in so much time
     */
    public record Rate(int bytes, Duration per) {}
}

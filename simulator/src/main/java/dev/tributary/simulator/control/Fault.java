package dev.tributary.simulator.control;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A misbehaviour by script: which requests it hits, and what happens to them.
 *
 * <pre>{@code
 * faults.add(Fault.of(Fault.Action.DROP_AFTER).on("POST", "/rest/oauth2/latest/token"));
 * faults.add(Fault.of(Fault.Action.STATUS).status(503).nth(2).times(3));
 * }</pre>
 *
 * @param method hits this method only; any when null
 * @param path hits paths that start so
 * @param nth hits from the n-th such request on, counting from 1
 * @param times hits so many requests, then no more
 * @param action what happens
 * @param delay how long {@link Action#DELAY} waits before the request is handled
 * @param status the status of {@link Action#STATUS}
 * @param retryAfter the header {@code Retry-After} of {@link Action#STATUS} and {@link Action#TOO_MANY_REQUESTS}; none when null
 */
public record Fault(
        @Nullable String method,
        String path,
        int nth,
        int times,
        Action action,
        Duration delay,
        int status,
        @Nullable String retryAfter) {

    /** What can go wrong. */
    public enum Action {
        /** The request is handled late. */
        DELAY,
        /** The connection ends and nothing has happened. */
        DROP_BEFORE,
        /** The connection ends after everything has happened: the answer is lost. */
        DROP_AFTER,
        /** Nothing happens, and the answer is an error of that status. */
        STATUS,
        /** It happens, but only half of the answer's body arrives; an answer without a body is whole. */
        TRUNCATE,
        /** It happens, but the answer's body is no JSON though its type says so. */
        GARBAGE,
        /** It happens, but the answer is an HTML page under its own status. */
        HTML,
        /** It happens, but the answer is 5 MB of JSON. */
        HUGE,
        /** Nothing happens, and the answer is 429. */
        TOO_MANY_REQUESTS;

        /** Returns the name in kebab case. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /**
         * Returns the action of that name.
         *
         * @throws IllegalArgumentException when there is none; the message lists them all
         */
        public static Action named(String key) {
            return Arrays.stream(values())
                    .filter(action -> action.key().equals(key))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("There is no fault \"" + key + "\". There are: "
                            + Arrays.stream(values()).map(Action::key).collect(Collectors.joining(", "))));
        }
    }

    /** Checks the numbers. */
    public Fault {
        if (nth < 1 || times < 1 || delay.isNegative() || status < 400 || status > 599) {
            throw new IllegalArgumentException(
                    "A fault has nth >= 1, times >= 1, delay >= 0 and a status from 400 to 599");
        }
    }

    /** Returns a fault that hits the next request, whatever it is. */
    public static Fault of(Action action) {
        return new Fault(null, "/", 1, 1, action, Duration.ZERO, 503, null);
    }

    /** Returns a fault that handles the next request late by that much. */
    public static Fault delay(Duration delay) {
        return new Fault(null, "/", 1, 1, Action.DELAY, delay, 503, null);
    }

    /** Returns a copy that hits only requests of that method to paths that start so. */
    public Fault on(String method, String path) {
        return new Fault(method, path, nth, times, action, delay, status, retryAfter);
    }

    /** Returns a copy that lets the first n - 1 matching requests pass. */
    public Fault nth(int n) {
        return new Fault(method, path, n, times, action, delay, status, retryAfter);
    }

    /** Returns a copy that hits so many requests. */
    public Fault times(int count) {
        return new Fault(method, path, nth, count, action, delay, status, retryAfter);
    }

    /** Returns a copy that answers with that status. */
    public Fault status(int code) {
        return new Fault(method, path, nth, times, action, delay, code, retryAfter);
    }

    /** Returns a copy whose answer carries that {@code Retry-After}. */
    public Fault retryAfter(String value) {
        return new Fault(method, path, nth, times, action, delay, status, value);
    }
}

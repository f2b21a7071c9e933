package dev.tributary.confluence;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an answer of Confluence means; decided in one place, {@link AnswerReader}. */
public sealed interface Meaning {

    /** The connection's account was served; the status is Confluence's word to the caller, also where it is an error. */
    record Served() implements Meaning {}

    /** The token was refused and nothing was done: renew once, and replay once. */
    record TokenRejected() implements Meaning {}

    /**
     * The token was ignored and the request went on without a user. A read may be replayed after a renewal; a write that
     * was answered with success has happened.
     *
     * @param done whether a write has, or may have, happened
     */
    record ServedAnonymously(boolean done) implements Meaning {}

    /**
     * Another real user was served: never replay, suspend the connection.
     *
     * @param username the other's name
     * @param done whether a write has, or may have, happened
     */
    record ServedAsAnother(String username, boolean done) implements Meaning {}

    /** The password was refused because a CAPTCHA is due: never replay, since each try counts; suspend the connection. */
    record CaptchaDue() implements Meaning {}

    /**
     * The connection lacks a scope that the call needs: renewing does not help, the user has to consent to more.
     *
     * @param scopes what it lacks; empty where Confluence does not say, and it is not known for this call
     */
    record ScopeMissing(List<String> scopes) implements Meaning {

        /** Keeps its own copy. */
        public ScopeMissing {
            scopes = List.copyOf(scopes);
        }
    }

    /**
     * Too many requests.
     *
     * @param retryAfter when to come back, clamped
     * @param reason which limit it was, in Atlassian's words, such as {@code confluence-burst-based}; absent where it does not
     *     say
     */
    record RateLimited(Duration retryAfter, @Nullable String reason) implements Meaning {

        /** Too many requests, of whatever kind. */
        public RateLimited(Duration retryAfter) {
            this(retryAfter, null);
        }
    }

    /**
     * Confluence, or something in front of it, is down.
     *
     * @param status the status it gave
     */
    record Down(int status) implements Meaning {}
}

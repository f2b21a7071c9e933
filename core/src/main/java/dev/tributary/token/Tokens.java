package dev.tributary.token;

import dev.tributary.model.ConnectionId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Hands out access tokens, renewing them when needed: once, however many callers ask.
 *
 * <p>Thread-safe and never blocking; a caller may join the future or compose on it, and cancelling it harms nobody else. The
 * futures fail with {@link dev.tributary.model.NotConnected} or {@link dev.tributary.model.GrantEnded} when the user has to
 * connect, {@link dev.tributary.model.Misconfigured} when an operator has to act, and {@link
 * dev.tributary.model.Unavailable} or {@link dev.tributary.model.RateLimited} when a later try may succeed.
 */
public interface Tokens {

    /**
     * Returns a token that lives at least {@code minValidity} longer; from memory when there is a fresh one. A validity
     * longer than tokens live yields the freshest there is.
     */
    CompletableFuture<AccessToken> accessToken(ConnectionId id, Duration minValidity);

    /**
     * Returns a token for a request that changes something; close it when that is answered or given up. On Data Center a renewal
     * ends the old token at once, and a write that is on its way then would be done by nobody: so while one is under way here,
     * the connection is not renewed, for 5 s at most; while the connection is renewed, a new write waits; and where a renewal
     * was begun and nobody knows how it ended, the future fails with {@link dev.tributary.model.Unavailable} although the old
     * token might still serve for reading.
     */
    CompletableFuture<WriteToken> forWriting(ConnectionId id, Duration minValidity);

    /**
     * Returns a token newer than one that Confluence has just rejected: the one that the store holds meanwhile, or else a
     * renewed one. Fails with {@link dev.tributary.model.GrantEnded} where the credential cannot be renewed.
     */
    CompletableFuture<AccessToken> replacementFor(AccessToken rejected);

    /**
     * Says that a token which has just taken a rejected one's place was rejected as well. What refuses it would refuse the next
     * one too: for 20 s, unless another node renews, {@link #replacementFor} returns that token itself and spends nothing.
     *
     * <p>By default nothing comes of it.
     */
    default void rejectedToo(AccessToken newer) {}

    /** Forgets what is in memory of a connection, because it was changed or ended: the store is asked again. */
    void forget(ConnectionId id);
}

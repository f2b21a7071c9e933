package dev.tributary.model;

import dev.tributary.model.Connection.Reason;
import java.time.Instant;

/**
 * Something that happened to a connection. It carries no token, so it may be logged and passed around.
 *
 * <p>Told after the store has kept it, in the process whose doing it was, and in no other: a node that merely finds what
 * another one has changed tells nothing. At most once: an event is lost with its process, with an answer of the store that is
 * lost, or when a listener is so slow that more than 10 000 wait for it. So it is a reason to look at a connection, and the
 * store is what is true. Events of one connection come in the order in which they happened in this process; {@link
 * Connection.State} orders those of several: first by epoch, then by generation.
 */
public sealed interface ConnectionEvent {

    /** Returns the connection as it was then. */
    Connection connection();

    /** Returns when it happened, by the clock of the store. */
    Instant at();

    /**
     * A user connected, for the first time or again; {@link Connection.State#epoch()} is 1 for the first time.
     *
     * @param connection the connection
     * @param at when
     */
    record Connected(Connection connection, Instant at) implements ConnectionEvent {}

    /**
     * Another token pair is current: one that was answered just now, or, after trouble, one that was kept in reserve.
     *
     * @param connection the connection, its generation counted up; {@link Connection#isActive()} says whether it may be used
     * @param at when
     * @param healed whether its user was to connect again and need not any more: an answer came late
     */
    record Renewed(Connection connection, Instant at, boolean healed) implements ConnectionEvent {}

    /**
     * A renewal failed, and is tried again; nothing is lost by that. Told once for each attempt of this process, however many
     * callers waited for it.
     *
     * @param connection the connection, still active
     * @param at when, to within a moment
     * @param failure what happened and what to do: {@link Unavailable} or {@link RateLimited}
     */
    record RenewalFailed(Connection connection, Instant at, TributaryException failure) implements ConnectionEvent {}

    /**
     * A renewal failed because a setting of its site is wrong, and no renewal there will succeed before an operator acts. No
     * user has to connect again. Told once in an hour for each site and setting, not for each connection.
     *
     * @param connection the connection that showed it, still active
     * @param at when, to within a moment
     * @param failure which setting, and what to do
     */
    record SiteMisconfigured(Connection connection, Instant at, Misconfigured failure) implements ConnectionEvent {}

    /**
     * The connection cannot be used until its user connects again.
     *
     * @param connection the connection
     * @param at when
     * @param reason why
     */
    record ReconnectRequired(Connection connection, Instant at, Reason reason) implements ConnectionEvent {}

    /**
     * The user has to connect again before an instant, and nothing but that helps: the grant reaches its age, a personal access
     * token expires, or the connection could not be renewed for weeks. Told in good time, 14 days before by default, and once
     * for each connection and end, over all nodes that have listeners, and over restarts.
     *
     * @param connection the connection, still active
     * @param at when that was found
     * @param end when the connection ends
     */
    record GrantEndInSight(Connection connection, Instant at, Instant end) implements ConnectionEvent {}

    /**
     * The user or the application ended the connection, and its tokens are erased.
     *
     * @param connection the connection
     * @param at when
     */
    record Disconnected(Connection connection, Instant at) implements ConnectionEvent {}
}

package dev.tributary.store;

import dev.tributary.model.Connection;
import dev.tributary.model.Connection.State;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionEvent;
import dev.tributary.model.ConnectionEvent.Connected;
import dev.tributary.model.ConnectionEvent.Disconnected;
import dev.tributary.model.ConnectionEvent.GrantEndInSight;
import dev.tributary.model.ConnectionEvent.ReconnectRequired;
import dev.tributary.model.ConnectionEvent.Renewed;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a row before and after what happened to its connection. Nothing secret of it is looked at, so it may be sealed.
 * Carriers are nobody's concern: their members tell.
 */
public final class Happened {

    private Happened() {}

    /** Returns what it means that a row is new; nothing for one that says that its owner wants no connection. */
    public static Optional<ConnectionEvent> first(StoredConnection row) {
        Connection connection = row.connection();
        return row.isCarrier() || connection.state().status() == Status.DISCONNECTED
                ? Optional.empty()
                : Optional.of(new Connected(connection, connection.dates().connectedAt()));
    }

    /** Returns what it means that a row has changed; nothing where that concerns nobody outside. */
    public static Optional<ConnectionEvent> between(StoredConnection before, StoredConnection after, Instant now) {
        return after.isCarrier() ? Optional.empty() : Optional.ofNullable(event(before, after, now));
    }

    private static @Nullable ConnectionEvent event(StoredConnection before, StoredConnection after, Instant now) {
        Connection then = after.connection();
        State was = before.connection().state();
        State is = then.state();
        if (is.epoch() > was.epoch()) {
            return is.status() == Status.DISCONNECTED ? new Disconnected(then, now) : new Connected(then, now);
        }
        boolean required = is.status() == Status.RECONNECT_REQUIRED && !is.isSuspended();
        if (is.generation() > was.generation() && !required) {
            return new Renewed(then, now, !before.connection().isActive() && then.isActive());
        }
        if (before.connection().isActive() && is.status() == Status.RECONNECT_REQUIRED) {
            return new ReconnectRequired(then, now, Objects.requireNonNull(is.reason()));
        }
        Instant end = after.toldEnd();
        return end == null || end.equals(before.toldEnd()) ? null : new GrantEndInSight(then, now, end);
    }
}

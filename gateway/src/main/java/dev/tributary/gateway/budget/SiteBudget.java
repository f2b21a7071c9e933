package dev.tributary.gateway.budget;

import dev.tributary.confluence.Meaning;
import dev.tributary.model.Connection;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a site still allows the gateway, and whose call is next where that is little. Nothing is kept, and nobody waits, while
 * answers name no limit that is close. What it knows is of this process: another node learns for itself.
 *
 * <p>Thread-safe; does not block.
 */
public final class SiteBudget {

    private static final int MOST = 10_000;
    private static final long LOOK_AFTER = 256;
    private static final String SHARED = "-quota-";
    private static final String SHARED_BY_ALL = "-quota-global";

    private final Timing timing;
    private final Map<Scope, Budget> close = new ConcurrentHashMap<>();
    private volatile boolean open = true;
    private long answers;

    /** Takes the event loops that wake up whoever waits. */
    public SiteBudget(Vertx vertx) {
        this(Timing.of(vertx));
    }

    SiteBudget(Timing timing) {
        this.timing = timing;
    }

    /** Says whether no limit is close as far as known, so that nobody has to ask for a turn. */
    public boolean isOpen() {
        return open;
    }

    /**
     * Completes when a connection's call may be made, which is mostly at once. Fails with {@link
     * dev.tributary.gateway.http.Refused}, a problem of status 429, when that would take longer than the priority's patience
     * or too many wait already.
     */
    public Future<Void> turn(Connection connection, Priority priority) {
        Future<Void> turn = Future.succeededFuture();
        for (Scope scope : Scope.all(connection)) {
            Budget budget = open ? null : close.get(scope);
            if (budget != null) {
                turn = turn.succeeded()
                        ? budget.enter(connection.id(), priority)
                        : turn.compose(passed -> budget.enter(connection.id(), priority));
            }
        }
        return turn;
    }

    /**
     * Learns from an answer to a connection's call.
     *
     * @param connection whose call it was
     * @param meaning what it means
     * @param headers its header fields
     */
    public void heard(Connection connection, Meaning meaning, MultiMap headers) {
        Level level = Level.of(headers);
        if (open && !(meaning instanceof Meaning.RateLimited) && (level == null || !level.isLow())) {
            return;
        }
        if (level != null && (level.isLow() || !open)) {
            budget(Scope.ofUser(connection), level.isLow()).ifPresent(budget -> budget.told(level));
        }
        if (meaning instanceof Meaning.RateLimited limited) {
            budget(Scope.of(connection, limited.reason()), true)
                    .ifPresent(budget -> budget.refused(limited.retryAfter(), limited.reason()));
        } else if (!(meaning instanceof Meaning.Down)) {
            Scope.all(connection)
                    .forEach(scope -> Optional.ofNullable(close.get(scope)).ifPresent(Budget::served));
        }
        forget(connection);
    }

    private Optional<Budget> budget(Scope scope, boolean needed) {
        Budget known = close.get(scope);
        return known != null || !needed ? Optional.ofNullable(known) : begun(scope);
    }

    private synchronized Optional<Budget> begun(Scope scope) {
        if (close.size() >= MOST) {
            return Optional.empty();
        }
        Budget budget = close.computeIfAbsent(scope, unused -> new Budget(timing));
        open = false;
        return Optional.of(budget);
    }

    /** Users who stay away are looked at now and then. */
    private synchronized void forget(Connection connection) {
        if (answers++ % LOOK_AFTER == 0) {
            close.values().removeIf(Budget::isOver);
        } else {
            Scope.all(connection).forEach(scope -> close.computeIfPresent(scope, SiteBudget::unlessOver));
        }
        open = close.isEmpty();
    }

    private static @Nullable Budget unlessOver(Scope scope, Budget budget) {
        return budget.isOver() ? null : budget;
    }

    /**
     * Whom a limit is for: a user of Confluence, or all users together.
     *
     * @param place where; absent for all sites that a registration reaches
     * @param account who; absent for all users
     */
    private record Scope(@Nullable URI place, @Nullable String account) {

        static Scope ofUser(Connection connection) {
            return new Scope(connection.origin(), connection.account().id());
        }

        /** Cloud's quotas are the registration's, whoever uses them up; all else is the user's. */
        static Scope of(Connection connection, @Nullable String reason) {
            if (reason == null || !reason.contains(SHARED)) {
                return ofUser(connection);
            }
            return new Scope(reason.contains(SHARED_BY_ALL) ? null : connection.origin(), null);
        }

        static List<Scope> all(Connection connection) {
            return List.of(ofUser(connection), new Scope(connection.origin(), null), new Scope(null, null));
        }
    }
}

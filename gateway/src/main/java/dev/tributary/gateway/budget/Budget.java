package dev.tributary.gateway.budget;

import dev.tributary.gateway.http.Problem;
import dev.tributary.gateway.http.Problems;
import dev.tributary.gateway.http.Refused;
import dev.tributary.model.ConnectionId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One limit that Confluence was seen to be close to, and the calls that wait for it. It is there only while the limit is
 * close. Thread-safe; its monitor is held for no longer than it takes to look.
 */
final class Budget {

    /** Those that have waited long enough are told about that late at most. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /** Fractions of a token are inexact, and an alarm that is a hair early would find nothing to do. */
    private static final Duration A_LITTLE = Duration.ofMillis(1);

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Timing timing;
    private final Bucket bucket;
    private final Line line = new Line();
    private @Nullable String reason;
    private boolean alarmSet;
    private long alarmAt;

    Budget(Timing timing) {
        this.timing = timing;
        this.bucket = new Bucket(timing.now());
    }

    synchronized void told(Level level) {
        bucket.told(level, timing.now());
    }

    synchronized void served() {
        bucket.served();
    }

    synchronized void refused(Duration pause, @Nullable String why) {
        bucket.close(pause, timing.now());
        reason = why;
    }

    /** Says whether nobody has to wait any more. */
    synchronized boolean isOver() {
        return line.isEmpty() && bucket.isAmple(timing.now());
    }

    /** Completes when it is the call's turn, which may be at once; fails with {@link Refused} where it would wait too long. */
    Future<Void> enter(ConnectionId who, Priority priority) {
        Promise<Void> turn = Promise.promise();
        if (!passesOrWaits(who, priority, turn)) {
            return Future.failedFuture(new Refused(comeLater()));
        }
        return turn.future();
    }

    private synchronized boolean passesOrWaits(ConnectionId who, Priority priority, Promise<Void> turn) {
        long now = timing.now();
        boolean bulk = priority == Priority.BULK;
        boolean first = bulk ? line.isEmpty() : line.onlyBulkWaits();
        if (first && bucket.take(bulk, now)) {
            turn.complete();
            return true;
        }
        boolean tooLong = bucket.wait(bulk, now).compareTo(priority.patience()) > 0;
        Waiter waiter = new Waiter(who, priority, now + priority.patience().toNanos(), turn);
        boolean waits = !tooLong && line.add(waiter);
        setAlarm(now);
        return waits;
    }

    private void alarm(long at) {
        boolean replaced;
        synchronized (this) {
            replaced = !alarmSet || alarmAt != at;
        }
        if (!replaced) {
            look();
        }
    }

    /** Lets through whoever's turn it is, and tells those that have waited long enough. */
    private void look() {
        List<Waiter> through = new ArrayList<>();
        List<Waiter> late;
        synchronized (this) {
            long now = timing.now();
            alarmSet = false;
            late = line.late(now);
            while (!line.isEmpty() && bucket.take(line.onlyBulkWaits(), now)) {
                through.add(line.next());
            }
            setAlarm(now);
        }
        // Whoever waits goes on from here, and must not find the monitor held.
        through.forEach(waiter -> waiter.turn().complete());
        late.forEach(waiter -> waiter.turn().fail(new Refused(comeLater())));
    }

    private void setAlarm(long now) {
        if (line.isEmpty()) {
            return;
        }
        Duration wait = bucket.wait(line.onlyBulkWaits(), now);
        Duration delay = wait.compareTo(LOOK_AGAIN) > 0 ? LOOK_AGAIN : wait.plus(A_LITTLE);
        long at = now + delay.toNanos();
        if (!alarmSet || at - alarmAt < 0) {
            alarmSet = true;
            alarmAt = at;
            timing.later(delay, () -> alarm(at));
        }
    }

    private synchronized Problem comeLater() {
        Duration wait = bucket.waitFor(line.size(), timing.now());
        Problem problem = Problems.rateLimited(
                "Confluence's limit is used up for now, as it said earlier, so it was not asked. Nothing was done.",
                (wait.compareTo(LONGEST) > 0 ? LONGEST : wait).plusMillis(999));
        return reason == null ? problem : problem.with("reason", reason);
    }
}

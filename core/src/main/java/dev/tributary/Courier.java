package dev.tributary;

import dev.tributary.model.ConnectionEvent;
import dev.tributary.model.ConnectionListener;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries events to one listener on a thread of its own. Handing it one never blocks and never fails. */
final class Courier implements ConnectionListener {

    static final int MOST_WAITING = 10_000;

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private final ConnectionListener listener;
    private final Seldom dropped;
    private final Seldom failed;
    private final Thread thread = new Thread(this::carry, "tributary-listener");
    private final Queue<ConnectionEvent> waiting = new ArrayDeque<>();
    private boolean closed;

    private Courier(ConnectionListener listener, Clock clock) {
        this.listener = listener;
        this.dropped = new Seldom(clock);
        this.failed = new Seldom(clock);
        thread.setDaemon(true);
    }

    static Courier to(ConnectionListener listener, Clock clock) {
        Courier courier = new Courier(listener, clock);
        courier.thread.start();
        return courier;
    }

    @Override
    public void on(ConnectionEvent event) {
        if (!add(event)) {
            dropped.count(times -> LOG.warn(
                    "A listener is too slow: more than {} events wait for it, and {} were dropped since this was said last."
                            + " Let it hand its work on to threads of its own.",
                    MOST_WAITING,
                    times));
        }
    }

    /** Lets what waits be delivered for a moment; what a listener has not taken by then is dropped. */
    void close() {
        end();
        if (Thread.currentThread() != thread) {
            try {
                thread.join(PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        int left = clear();
        if (left > 0) {
            LOG.warn("Closed before a listener had taken all events: {} were dropped.", left);
        }
    }

    /** Returns whether there was room; otherwise the oldest gave way, because the newest says how things stand. */
    private synchronized boolean add(ConnectionEvent event) {
        if (closed) {
            return true;
        }
        boolean room = waiting.size() < MOST_WAITING;
        if (!room) {
            waiting.remove();
        }
        waiting.add(event);
        notifyAll();
        return room;
    }

    private synchronized void end() {
        closed = true;
        notifyAll();
    }

    private synchronized int clear() {
        int left = waiting.size();
        waiting.clear();
        return left;
    }

    private void carry() {
        for (ConnectionEvent event = next(); event != null; event = next()) {
            deliver(event);
        }
    }

    /** Returns the next event; nothing when there will be none any more. */
    private synchronized @Nullable ConnectionEvent next() {
        while (waiting.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                // A listener has interrupted its own thread, which is no reason to tell it nothing any more.
            }
        }
        return waiting.poll();
    }

    private void deliver(ConnectionEvent event) {
        try {
            listener.on(event);
        } catch (Throwable e) {
            failed.count(times -> LOG.warn(
                    "A listener failed on an event of connection {}, the {}. failure since this was said last.",
                    event.connection().id(),
                    times,
                    e));
        }
    }
}

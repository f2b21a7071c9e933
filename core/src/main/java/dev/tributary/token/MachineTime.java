package dev.tributary.token;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** This machine's own measure. A thread of its own reads it ten times a second, because each caller's reading costs more. */
final class MachineTime implements Timekeeper {

    private static final long TICK = Duration.ofMillis(100).toNanos();

    /** Many ticks, so that a busy machine may miss some. */
    private static final long AHEAD = Duration.ofSeconds(2).toNanos();

    private static final long FAR_AHEAD = Duration.ofDays(1000).toNanos();

    private final Executor threads;
    private final ScheduledThreadPoolExecutor alarms = alarms();
    private volatile long soon = System.nanoTime() + AHEAD;
    private volatile boolean closed;

    private MachineTime(Executor threads) {
        this.threads = threads;
    }

    /** Starts measuring; it wakes up on these threads. */
    static MachineTime start(Executor threads) {
        MachineTime time = new MachineTime(threads);
        Thread ticker = new Thread(time::tick, "tributary-time");
        ticker.setDaemon(true);
        ticker.start();
        return time;
    }

    private void tick() {
        while (!closed) {
            soon = System.nanoTime() + AHEAD;
            LockSupport.parkNanos(TICK);
        }
        // Nothing is fresh then: without ticks this says nothing.
        soon = System.nanoTime() + FAR_AHEAD;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public long soon() {
        return soon;
    }

    @Override
    public void later(Duration pause, Runnable work) {
        long nanos = Math.max(0, pause.toNanos());
        CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, threads).execute(work);
    }

    @Override
    public Runnable unlessCalledOff(Duration pause, Runnable work) {
        long nanos = Math.max(0, pause.toNanos());
        Future<?> alarm = alarms.schedule(() -> threads.execute(work), nanos, TimeUnit.NANOSECONDS);
        return () -> alarm.cancel(false);
    }

    private static ScheduledThreadPoolExecutor alarms() {
        ThreadFactory daemon = work -> {
            Thread thread = new Thread(work, "tributary-alarm");
            thread.setDaemon(true);
            return thread;
        };
        ScheduledThreadPoolExecutor alarms =
                new ScheduledThreadPoolExecutor(1, daemon, new ThreadPoolExecutor.DiscardPolicy());
        alarms.setRemoveOnCancelPolicy(true);
        return alarms;
    }

    @Override
    public void close() {
        closed = true;
        alarms.shutdownNow();
    }
}

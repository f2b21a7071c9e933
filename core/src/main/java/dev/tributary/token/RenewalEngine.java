package dev.tributary.token;

import dev.tributary.deployment.Sites;
import dev.tributary.store.ConnectionStore;
import dev.tributary.token.RenewingTokens.Patience;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps tokens alive: it renews a connection once, whoever and how many ask for it, over all threads, processes and nodes
 * that share a store, and loses no grant that can be kept. Decision record 0007 explains how.
 *
 * <p>Thread-safe. It runs a few daemon threads until it is closed.
 */
public final class RenewalEngine implements AutoCloseable {

    private static final Duration MOST_WAITING_FOR_WRITES = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final Logger LOG = LoggerFactory.getLogger(RenewalEngine.class);

    private final RenewingTokens tokens;
    private final Renewals renewals;
    private final Upkeep upkeep;
    private final Timekeeper time;
    private final ExecutorService threads;

    /**
     * What may be set.
     *
     * @param timing how long the steps of a renewal may take
     * @param remembered how many connections are kept in memory, at some 1800 bytes each
     * @param threads how many threads ask the store
     * @param clock what durations are measured by instead of this machine's own measure; absent outside of tests
     */
    public record Settings(
            RenewalTiming timing,
            long remembered,
            int threads,
            @Nullable Clock clock) {

        /** The usual timing, 100 000 connections in memory, 8 threads. */
        public static final Settings DEFAULT = new Settings(RenewalTiming.DEFAULT, 100_000, 8, null);

        /** Returns the same settings with durations measured by a clock that can be moved. */
        public Settings measuredBy(Clock measure) {
            return new Settings(timing, remembered, threads, measure);
        }
    }

    private RenewalEngine(
            RenewingTokens tokens, Renewals renewals, Upkeep upkeep, Timekeeper time, ExecutorService threads) {
        this.tokens = tokens;
        this.renewals = renewals;
        this.upkeep = upkeep;
        this.time = time;
        this.threads = threads;
    }

    /**
     * Starts it.
     *
     * @param sites where refresh tokens are spent
     * @param store where connections are kept
     * @param endpoint what spends refresh tokens
     * @param revocation what revokes a pair that came for a connection that was ended meanwhile
     * @param settings what may be set
     */
    public static RenewalEngine start(
            Sites sites, ConnectionStore store, TokenEndpoint endpoint, Revocation revocation, Settings settings) {
        return start(sites, store, endpoint, revocation, settings, Notice.NONE);
    }

    /**
     * As above, and tells of renewals that fail and notes ends in sight; of what is changed, a {@link
     * dev.tributary.store.ToldStore} tells, which the store has to be then.
     *
     * @param notice who is told, and how early
     */
    public static RenewalEngine start(
            Sites sites,
            ConnectionStore store,
            TokenEndpoint endpoint,
            Revocation revocation,
            Settings settings,
            Notice notice) {
        ExecutorService threads = Executors.newFixedThreadPool(settings.threads(), RenewalEngine::daemon);
        Timekeeper machine = MachineTime.start(threads);
        Timekeeper time = settings.clock() == null ? machine : new ClockTime(settings.clock(), machine);
        RenewalParts parts = new RenewalParts(
                sites,
                new BlockingRows(store, threads),
                endpoint,
                revocation,
                time,
                settings.timing(),
                new Steps(settings.timing()),
                new Writes(time, MOST_WAITING_FOR_WRITES),
                new SecureRandom(),
                notice);
        Renewals renewals = new Renewals(parts);
        Upkeep upkeep = new Upkeep(parts, renewals);
        upkeep.sweep();
        upkeep.foresee();
        RenewingTokens tokens = new RenewingTokens(parts, renewals, Patience.DEFAULT, upkeep, settings.remembered());
        return new RenewalEngine(tokens, renewals, upkeep, time, threads);
    }

    /** Returns what hands tokens out. */
    public Tokens tokens() {
        return tokens;
    }

    /**
     * Ends it. Waits up to 30 s for what is under way to end and for what came to be saved; whatever is left then is recovered
     * by whoever uses the store next, where the server allows that.
     */
    @Override
    public void close() {
        upkeep.close();
        long begun = System.nanoTime();
        while (!renewals.isIdle() && System.nanoTime() - begun < PATIENCE.toNanos() && pause()) {
            // What came must be saved: its predecessor is spent.
        }
        if (!renewals.isIdle()) {
            LOG.warn(
                    "Closed while renewals are under way or new tokens are not saved. They are looked after at the next start.");
        }
        time.close();
        threads.shutdown();
        awaitLastWords();
    }

    /** Leases are given back without being waited for; whoever renews next, on any node, should not have to wait for them. */
    private void awaitLastWords() {
        try {
            if (!threads.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "Closed while the store was still being asked. Leases that were not given back end by themselves.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static final AtomicInteger COUNT = new AtomicInteger();

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "tributary-store-" + COUNT.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}

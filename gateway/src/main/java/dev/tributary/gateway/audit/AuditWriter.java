package dev.tributary.gateway.audit;

import dev.tributary.model.TributaryException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps entries in the table: some at once, the others on a thread of its own, several together. While the database is away they
 * wait, up to 10 000 of them; what comes then is dropped, counted and told once for each absence. At the end all that waits is
 * kept, unless that takes longer than ten seconds.
 */
public final class AuditWriter implements AuditSink, AutoCloseable {

    static final int MOST_WAITING = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(AuditWriter.class);
    private static final int MOST_MINOR = 8_000;
    private static final int BATCH = 200;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration BREATH = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AuditTable table;
    private final Thread thread = new Thread(this::run, "tributary-audit");
    private final Deque<AuditEntry> waiting = new ArrayDeque<>();
    private final AtomicLong dropped = new AtomicLong();
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean told;
    private boolean closed;
    private volatile boolean abandoned;

    private AuditWriter(AuditTable table) {
        this.table = table;
        thread.setDaemon(true);
    }

    /** Begins to write. */
    public static AuditWriter to(AuditTable table) {
        AuditWriter writer = new AuditWriter(table);
        writer.thread.start();
        return writer;
    }

    @Override
    public void write(AuditEntry entry) {
        boolean added = table.add(entry);
        if (!added) {
            LOG.warn("An entry of the audit was there already: {}.", entry.id());
        }
    }

    @Override
    public void add(AuditEntry entry) {
        offer(entry, MOST_WAITING);
    }

    @Override
    public void addIfRoom(AuditEntry entry) {
        offer(entry, MOST_MINOR);
    }

    /** Returns how many entries were dropped since the start. */
    public long dropped() {
        return dropped.get();
    }

    private synchronized void offer(AuditEntry entry, int most) {
        if (waiting.size() < most && !closed) {
            waiting.add(entry);
            notifyAll();
            return;
        }
        dropped.incrementAndGet();
        if (!told) {
            told = true;
            LOG.warn(
                    "The database takes no entries of the audit, or not as fast as they come: {} wait for it, and more of"
                            + " their kind are dropped. Those in the log are complete, calls excepted.",
                    most);
        }
    }

    private void run() {
        for (List<AuditEntry> batch = next(); !batch.isEmpty() && !abandoned; batch = next()) {
            if (!keep(batch)) {
                putBack(batch);
                rest();
            }
        }
    }

    private synchronized List<AuditEntry> next() {
        while (waiting.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                closed = true;
            }
        }
        List<AuditEntry> batch = new ArrayList<>();
        while (batch.size() < BATCH && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        return batch;
    }

    private synchronized void putBack(List<AuditEntry> batch) {
        for (int i = batch.size() - 1; i >= 0; i--) {
            waiting.addFirst(batch.get(i));
        }
    }

    private boolean keep(List<AuditEntry> batch) {
        try {
            table.add(batch);
        } catch (TributaryException together) {
            try {
                batch.forEach(this::write);
            } catch (TributaryException away) {
                return false;
            }
        }
        recovered();
        return true;
    }

    private synchronized void recovered() {
        told = false;
    }

    private void rest() {
        try {
            if (ended.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                Thread.sleep(BREATH.toMillis());
            }
        } catch (InterruptedException e) {
            abandoned = true;
        }
    }

    /** Keeps what waits. Blocks. */
    @Override
    public void close() {
        end();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        abandoned = true;
        int left = left();
        if (left > 0) {
            LOG.error(
                    "The gateway ends without having kept {} entries of the audit: the database does not answer.",
                    left);
        }
    }

    private synchronized void end() {
        closed = true;
        ended.countDown();
        notifyAll();
    }

    private synchronized int left() {
        return waiting.size();
    }
}

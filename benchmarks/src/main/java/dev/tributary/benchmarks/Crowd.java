package dev.tributary.benchmarks;

import dev.tributary.benchmarks.party.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Many threads that ask for one user's token in the same moment. */
final class Crowd {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final AtomicReferenceArray<String> tokens;
    private final AtomicLong last = new AtomicLong(Long.MIN_VALUE);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch gathered;

    /**
     * What came of it.
     *
     * @param tokens what was handed out, to those to whom something was
     * @param wall from the moment when all were let go until the last one had its answer
     */
    record Answered(List<String> tokens, Duration wall) {}

    private Crowd(int size) {
        this.tokens = new AtomicReferenceArray<>(size);
        this.gathered = new CountDownLatch(size);
    }

    /** Gathers as many, lets them go at once, and waits for all. They are spread evenly over the nodes. */
    static Answered ask(List<? extends Node> nodes, String user, int size) throws InterruptedException {
        return new Crowd(size).ask(nodes, user);
    }

    private Answered ask(List<? extends Node> nodes, String user) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < tokens.length(); i++) {
            int place = i;
            Node node = nodes.get(i % nodes.size());
            threads.add(new Thread(() -> caller(node, user, place)));
        }
        threads.forEach(Thread::start);
        if (!gathered.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("The threads did not start in time. Give the machine less to do.");
        }
        long begun = System.nanoTime();
        gate.countDown();
        for (Thread thread : threads) {
            thread.join(PATIENCE.toMillis());
        }
        return new Answered(handedOut(), Duration.ofNanos(last.get() - begun));
    }

    private void caller(Node node, String user, int place) {
        gathered.countDown();
        try {
            gate.await();
            tokens.set(place, node.accessToken(user));
        } catch (Exception refused) {
            // Counted as not served: its place stays empty.
        }
        last.accumulateAndGet(System.nanoTime(), Math::max);
    }

    private List<String> handedOut() {
        List<String> given = new ArrayList<>();
        for (int i = 0; i < tokens.length(); i++) {
            String token = tokens.get(i);
            if (token != null) {
                given.add(token);
            }
        }
        return given;
    }
}

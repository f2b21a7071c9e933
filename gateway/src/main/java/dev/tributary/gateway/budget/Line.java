package dev.tributary.gateway.budget;

import java.util.ArrayList;
import java.util.List;

/**
 * All calls that wait for the same limit: interactive ones before bulk, of which one in eight passes all the same, so that who
 * calls everything interactive cannot keep the others out. Not thread-safe.
 */
final class Line {

    private static final int MOST = 1_000;
    private static final int BULK_EVERY = 8;

    private final Ring interactive = new Ring();
    private final Ring bulk = new Ring();
    private int sinceBulk;

    boolean add(Waiter waiter) {
        return size() < MOST && (waiter.priority() == Priority.BULK ? bulk : interactive).add(waiter);
    }

    /** Says whether only bulk waits, which leaves the reserve to interactive calls that may still come. */
    boolean onlyBulkWaits() {
        return interactive.isEmpty();
    }

    /** Returns the next call. To be asked only if there is one. */
    Waiter next() {
        boolean bulksTurn = !bulk.isEmpty() && (interactive.isEmpty() || sinceBulk >= BULK_EVERY - 1);
        sinceBulk = bulksTurn ? 0 : sinceBulk + 1;
        return (bulksTurn ? bulk : interactive).next();
    }

    List<Waiter> late(long now) {
        List<Waiter> late = new ArrayList<>(interactive.late(now));
        late.addAll(bulk.late(now));
        return late;
    }

    int size() {
        return interactive.size() + bulk.size();
    }

    boolean isEmpty() {
        return size() == 0;
    }
}

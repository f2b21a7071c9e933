package dev.tributary.token;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets a few things happen at a time for each site, and the others wait for their turn: nobody is in a hurry here. */
final class Pace {

    private final int atOnce;
    private final Map<String, Lane> lanes = new HashMap<>();

    Pace(int atOnce) {
        this.atOnce = atOnce;
    }

    private static final class Lane {
        private final Queue<Supplier<CompletableFuture<?>>> waiting = new ArrayDeque<>();
        private int running;
    }

    /** Does it when its turn comes, unless so many wait already: then it returns false, and somebody may ask again. */
    boolean offer(String site, int mostWaiting, Supplier<CompletableFuture<?>> work) {
        synchronized (this) {
            Lane lane = lanes.get(site);
            if (lane != null && lane.waiting.size() >= mostWaiting) {
                return false;
            }
        }
        queue(site, work);
        return true;
    }

    /** Does it when its turn comes. What it returns must complete some time. */
    void queue(String site, Supplier<CompletableFuture<?>> work) {
        synchronized (this) {
            Lane lane = lanes.computeIfAbsent(site, key -> new Lane());
            if (lane.running >= atOnce) {
                lane.waiting.add(work);
                return;
            }
            lane.running++;
        }
        run(site, work);
    }

    /** In a loop as long as all is done at once, as it is while a site rests: the stack would not hold a long queue. */
    private void run(String site, Supplier<CompletableFuture<?>> first) {
        Supplier<CompletableFuture<?>> work = first;
        while (work != null) {
            CompletableFuture<?> done = work.get();
            if (!done.isDone()) {
                Detached.letGo(done.handle((result, failure) -> {
                    goOn(site);
                    return site;
                }));
                return;
            }
            work = next(site);
        }
    }

    private void goOn(String site) {
        Supplier<CompletableFuture<?>> next = next(site);
        if (next != null) {
            run(site, next);
        }
    }

    private synchronized @Nullable Supplier<CompletableFuture<?>> next(String site) {
        Lane lane = lanes.computeIfAbsent(site, key -> new Lane());
        Supplier<CompletableFuture<?>> next = lane.waiting.poll();
        if (next == null) {
            lane.running--;
        }
        return next;
    }
}

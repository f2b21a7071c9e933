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

    private void run(String site, Supplier<CompletableFuture<?>> work) {
        Detached.letGo(work.get().handle((result, failure) -> {
            Supplier<CompletableFuture<?>> next = next(site);
            if (next != null) {
                run(site, next);
            }
            return next;
        }));
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

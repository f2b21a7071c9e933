package dev.tributary.gateway.budget;

import dev.tributary.model.ConnectionId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls that wait, one of each user of each application in turn, however many of them each has. Not thread-safe. */
final class Ring {

    /** More of one user's would wait in vain. */
    private static final int MOST_EACH = 32;

    private final Map<ConnectionId, Deque<Waiter>> waiting = new LinkedHashMap<>();
    private int size;

    /** Lets a call wait, unless too many of the same user do. */
    boolean add(Waiter waiter) {
        Deque<Waiter> own = waiting.computeIfAbsent(waiter.who(), who -> new ArrayDeque<>());
        if (own.size() >= MOST_EACH) {
            return false;
        }
        own.add(waiter);
        size++;
        return true;
    }

    /** Returns the next call; its user's others are last now. To be asked only if there is one. */
    Waiter next() {
        Map.Entry<ConnectionId, Deque<Waiter>> first =
                waiting.entrySet().iterator().next();
        Waiter next = first.getValue().remove();
        waiting.remove(first.getKey());
        if (!first.getValue().isEmpty()) {
            waiting.put(first.getKey(), first.getValue());
        }
        size--;
        return next;
    }

    /** Takes out and returns those that have waited long enough. */
    List<Waiter> late(long now) {
        List<Waiter> late = new ArrayList<>();
        for (Iterator<Deque<Waiter>> all = waiting.values().iterator(); all.hasNext(); ) {
            Deque<Waiter> own = all.next();
            while (!own.isEmpty() && own.element().deadline() - now <= 0) {
                late.add(own.remove());
            }
            if (own.isEmpty()) {
                all.remove();
            }
        }
        size -= late.size();
        return late;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }
}

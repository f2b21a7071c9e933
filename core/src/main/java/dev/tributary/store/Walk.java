package dev.tributary.store;

import dev.tributary.model.ConnectionId;
import dev.tributary.store.StoreKeys.Progress;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A way through everything that is encrypted in a store, page by page. */
final class Walk {

    private static final int PAGE = 100;

    private final Walkable store;
    private final Consumer<Progress> progress;
    private final long total;
    private long seen;

    Walk(Walkable store, Consumer<Progress> progress) {
        this.store = store;
        this.progress = progress;
        this.total = store.size();
    }

    /** What is done with each record, as it was when its page was read. */
    interface Visitor {

        void visit(StoredConnection sealed);

        void visit(Ticket sealed);

        /** Returns how many records it has changed so far. */
        long changed();
    }

    void through(Visitor visitor) {
        @Nullable ConnectionId last = null;
        for (List<StoredConnection> page = connections(last); !page.isEmpty(); page = connections(last)) {
            page.forEach(visitor::visit);
            last = page.get(page.size() - 1).connection().id();
            report(page.size(), visitor);
        }
        @Nullable Ticket before = null;
        for (List<Ticket> page = tickets(before); !page.isEmpty(); page = tickets(before)) {
            page.stream().filter(ticket -> !KeyRecords.isOne(ticket)).forEach(visitor::visit);
            before = page.get(page.size() - 1);
            report(page.size(), visitor);
        }
    }

    private List<StoredConnection> connections(@Nullable ConnectionId after) {
        return store.connections(after, PAGE);
    }

    private List<Ticket> tickets(@Nullable Ticket after) {
        return store.tickets(after, PAGE);
    }

    private void report(int more, Visitor visitor) {
        seen += more;
        progress.accept(new Progress(seen, total, visitor.changed()));
    }
}

package dev.tributary.gateway.console;

import dev.tributary.gateway.console.Register.Filter;
import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds connections by a part of their user's id, or of the name of the account. No index knows parts: so no more than some thousand
 * connections are looked through at a time, and the page says where to go on. Whose id is exactly that is found at once.
 */
final class Search {

    /** The most that are looked through at a time. */
    static final int MOST = 10_000;

    private static final int STEP = 1000;

    private final Pages pages;
    private final int most;

    Search(Pages pages, int most) {
        this.pages = pages;
        this.most = most;
    }

    /** Where connections are listed. */
    @FunctionalInterface
    interface Pages {

        /** Returns some of those that a filter chooses to the letter, in the order of their ids, behind one of them. */
        List<Connection> list(Filter filter, @Nullable ConnectionId after, int limit);
    }

    /**
     * Some connections.
     *
     * @param rows which
     * @param next the last that was looked at where there may be more; absent for no more
     * @param cut whether it ended before the page was full
     */
    record Found(List<Connection> rows, @Nullable ConnectionId next, boolean cut) {}

    /**
     * Returns the next page of those that a filter chooses, whose user is only a part of a name. Those of the user of exactly that id
     * stand before the first page's.
     */
    Found page(Filter filter, @Nullable ConnectionId after, int size) {
        String user = filter.user();
        if (user == null) {
            List<Connection> found = pages.list(filter, after, size + 1);
            boolean more = found.size() > size;
            return more
                    ? new Found(found.subList(0, size), found.get(size - 1).id(), false)
                    : new Found(found, null, false);
        }
        Found parts = parts(filter.ofAnybody(), user, after, size);
        List<Connection> rows = new ArrayList<>(after == null ? pages.list(filter, null, size) : List.of());
        rows.addAll(parts.rows());
        return new Found(rows, parts.next(), parts.cut());
    }

    private Found parts(Filter filter, String user, @Nullable ConnectionId after, int size) {
        String part = user.toLowerCase(Locale.ROOT);
        List<Connection> rows = new ArrayList<>();
        ConnectionId last = after;
        for (int looked = 0; looked < most; ) {
            int step = Math.min(STEP, most - looked);
            List<Connection> some = pages.list(filter, last, step);
            for (Connection each : some) {
                if (rows.size() == size) {
                    return new Found(rows, last, false);
                }
                last = each.id();
                if (!each.owner().user().equals(user) && has(each, part)) {
                    rows.add(each);
                }
            }
            if (some.size() < step) {
                return new Found(rows, null, false);
            }
            looked += step;
        }
        return new Found(rows, last, rows.size() < size);
    }

    private static boolean has(Connection connection, String part) {
        return connection.owner().user().toLowerCase(Locale.ROOT).contains(part)
                || connection.account().displayName().toLowerCase(Locale.ROOT).contains(part);
    }
}

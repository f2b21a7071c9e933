package dev.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.model.Owner;
import dev.tributary.store.StoreKeys.Outcome;
import dev.tributary.store.StoreKeys.Progress;
import dev.tributary.store.StoreKeys.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does with the keys of its records, whatever it keeps them in. */
public abstract class KeysContract {

    /** More than a page of each. */
    private static final int MANY = 120;

    private final Keyset first = Keyset.ephemeral();
    private final Keyset both = first.withNewKey();
    private final Keyset second = both.withPrimary(both.keys().get(1).id());
    private Store store;

    /** Opens the store under test, empty at the start of each test and the same within one. */
    protected abstract Store open(KeySource keys);

    /** Opens it to look after its keys. */
    protected abstract StoreKeys keys(KeySource keys);

    @BeforeEach
    void with_the_first_key() {
        store = open(first);
    }

    @Test
    void everything_that_needs_a_key_is_counted() {
        StoredConnection busy = Rows.busy(inserted("alice"));
        change(busy);
        change(Rows.marked(inserted("bob")));
        change(Rows.disconnected(inserted("carol").connection()));
        store.put(Rows.ticket("one", Rows.NOW));

        assertThat(uses(keys(first))).containsExactly(new Use(first.primary(), null, 2, 2, 2));
    }

    @Test
    void everything_is_encrypted_anew_and_nothing_else_about_it_changes() {
        List<StoredConnection> rows = new ArrayList<>();
        rows.add(change(Rows.busy(inserted("busy"))));
        rows.add(change(Rows.marked(Rows.busy(inserted("marked")))));
        rows.add(change(Rows.disconnected(inserted("gone").connection())));
        rows.add(change(Rows.leftOpen(inserted("left"), Rows.NOW)));
        StoredConnection elsewhere = Rows.first(new Owner("another", "busy"), "other");
        assertThat(store.insert(elsewhere)).isTrue();
        rows.add(elsewhere);
        Ticket ticket = Rows.ticket("one", Rows.NOW);
        store.put(ticket);
        List<Due> due = store.due(null, 10);

        Outcome outcome = keys(second).reencrypt(progress -> {});

        assertThat(outcome).isEqualTo(new Outcome(6, List.of()));
        assertThat(uses(keys(second)))
                .containsExactly(new Use(first.primary(), null, 0, 0, 0), new Use(second.primary(), null, 4, 4, 2));
        Store after = open(second);
        assertThat(rows)
                .allSatisfy(row -> assertThat(after.find(row.connection().id())).contains(row));
        assertThat(after.peek("link", "one")).contains(ticket);
        assertThat(after.due(null, 10)).isEqualTo(due);
    }

    @Test
    void page_after_page_is_encrypted_anew_and_a_second_time_changes_nothing() {
        for (int i = 0; i < MANY; i++) {
            inserted("user-" + i);
            store.put(new Ticket(
                    "kind-" + i % 3, "key-" + i, "", Rows.ticket("x", Rows.NOW).content(), Rows.NOW));
        }
        List<Progress> told = new ArrayList<>();

        assertThat(keys(second).reencrypt(told::add).changed()).isEqualTo(2 * MANY + 1);
        assertThat(told).hasSizeGreaterThan(3).allMatch(progress -> progress.seen() <= progress.total() + 1);
        assertThat(told.get(told.size() - 1).changed()).isEqualTo(2 * MANY + 1);
        assertThat(uses(keys(second)))
                .containsExactly(
                        new Use(first.primary(), null, 0, 0, 0), new Use(second.primary(), null, MANY, 0, MANY + 1));
        assertThat(keys(second).reencrypt(progress -> {})).isEqualTo(new Outcome(0, List.of()));
    }

    @Test
    void tickets_that_are_taken_at_the_same_time_are_taken_once_and_do_not_come_back() throws Exception {
        for (int i = 0; i < MANY; i++) {
            store.put(Rows.ticket("ticket-" + i, Rows.NOW));
        }
        Store node = open(both);

        List<Long> done = Together.run(2, thread -> thread == 0 ? backAndForth() : taken(node));

        assertThat(done.get(1)).isEqualTo(MANY);
        assertThat(node.expired("link", Rows.NOW.plusMillis(1), 1)).isEmpty();
    }

    private static long taken(Store node) {
        return IntStream.range(0, MANY)
                .filter(i -> node.take("link", "ticket-" + i)
                        .filter(Rows.ticket("ticket-" + i, Rows.NOW)::equals)
                        .isPresent())
                .count();
    }

    @Test
    void renewals_at_the_same_time_are_all_kept() throws Exception {
        List<StoredConnection> rows = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            rows.add(inserted("user-" + i));
        }
        Store node = open(both);

        List<Long> done = Together.run(2, thread -> thread == 0 ? backAndForth() : renewals(node, rows));

        assertThat(done.get(1)).isEqualTo(5L * rows.size());
        assertThat(rows)
                .allSatisfy(row -> assertThat(node.find(row.connection().id())
                                .orElseThrow()
                                .connection()
                                .state()
                                .generation())
                        .isEqualTo(6));
    }

    private long backAndForth() {
        long changed = 0;
        for (int i = 0; i < 2; i++) {
            changed += keys(second).reencrypt(progress -> {}).changed();
            changed += keys(both).reencrypt(progress -> {}).changed();
        }
        return changed;
    }

    private static long renewals(Store node, List<StoredConnection> rows) {
        long renewed = 0;
        for (int i = 0; i < 5; i++) {
            for (StoredConnection row : rows) {
                renewed += node.change(
                        row.connection().id(),
                        (now, time) -> Change.Outcome.write(Rows.renewed(now.connection(), "next"), 1));
            }
        }
        return renewed;
    }

    /** Without dates, which are the database's. */
    private static List<Use> uses(StoreKeys keys) {
        return keys.uses(progress -> {}).stream()
                .map(use -> new Use(use.key(), null, use.connections(), use.spares(), use.tickets()))
                .toList();
    }

    private StoredConnection inserted(String user) {
        StoredConnection row = Rows.first(user);
        assertThat(store.insert(row)).isTrue();
        return row;
    }

    private StoredConnection change(StoredConnection after) {
        return store.change(after.connection().id(), (row, now) -> Change.Outcome.write(after, after));
    }
}

package dev.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.model.ConnectionId;
import dev.tributary.model.Misconfigured;
import dev.tributary.store.StoreKeys.Use;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes share a store, and their keyset changes while they run. */
final class LiveKeysTest {

    private static final Duration A_WHILE = Duration.ofSeconds(3);

    private final MemoryStore within = new MemoryStore();
    private final Keyset first = Keyset.ephemeral();
    private final Keyset waiting = first.withNewKey();
    private final Keyset second = waiting.withPrimary(waiting.keys().get(1).id());
    private final StoredConnection alice = Rows.first("alice");
    private final ConnectionId id = alice.connection().id();

    private final Vault vaultOfOne = new Vault(first);
    private final Vault vaultOfOther = new Vault(first);
    private long nanos;
    private Store one;
    private Store other;

    /** Where a node gets its keyset from: its own copy, that counts how often it was asked for. */
    private static final class Vault implements KeySource {
        private @Nullable Keyset keyset;
        private int asked;
        private volatile boolean slow;

        private Vault(Keyset keyset) {
            this.keyset = keyset;
        }

        @Override
        public Keyset keyset(boolean mayCreate) {
            asked++;
            if (slow) {
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }
            if (keyset == null) {
                throw new Misconfigured("vault", "It is away.");
            }
            return keyset;
        }
    }

    @BeforeEach
    void two_nodes_and_a_connection() {
        one = EncryptedStore.open(within, false, vaultOfOne, () -> nanos);
        other = EncryptedStore.open(within, false, vaultOfOther, () -> nanos);
        assertThat(one.insert(alice)).isTrue();
    }

    @Test
    void a_node_that_meets_an_unknown_key_asks_for_it_and_reads_on() {
        promoteAt(vaultOfOne);
        vaultOfOther.keyset = second;
        write(one);

        assertThat(key(within.find(id).orElseThrow())).isEqualTo(second.primary());
        assertThat(other.find(id)).contains(alice);
    }

    @Test
    void a_node_that_has_met_a_new_primary_encrypts_with_it_from_its_next_write_on() {
        promoteAt(vaultOfOne);
        vaultOfOther.keyset = second;
        write(one);
        assertThat(other.find(id)).contains(alice);

        other.put(Rows.ticket("new", Rows.NOW));

        assertThat(Keyset.keyOf(within.peek("link", "new").orElseThrow().content()))
                .hasValue(second.primary());
    }

    @Test
    void a_write_takes_up_a_new_primary_after_a_while_and_not_at_once() {
        vaultOfOne.keyset = second;
        write(one);
        assertThat(key(within.find(id).orElseThrow())).isEqualTo(first.primary());

        promoteAt(vaultOfOne);
        write(one);
        assertThat(key(within.find(id).orElseThrow())).isEqualTo(second.primary());
    }

    @Test
    void of_writes_that_begin_together_after_a_while_none_uses_the_primary_before() throws Exception {
        promoteAt(vaultOfOne);
        CountDownLatch together = new CountDownLatch(1);
        ExecutorService writers = Executors.newFixedThreadPool(8);
        List<Future<?>> writes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Ticket ticket = Rows.ticket("ticket-" + i, Rows.NOW);
            writes.add(writers.submit(() -> {
                together.await();
                one.put(ticket);
                return ticket;
            }));
        }
        vaultOfOne.slow = true;
        together.countDown();
        for (Future<?> write : writes) {
            write.get(30, TimeUnit.SECONDS);
        }
        writers.shutdown();

        for (int i = 0; i < 8; i++) {
            assertThat(Keyset.keyOf(
                            within.peek("link", "ticket-" + i).orElseThrow().content()))
                    .hasValue(second.primary());
        }
    }

    @Test
    void a_node_whose_primary_was_dropped_by_others_writes_nothing_more_and_is_not_opened() {
        promoteAt(vaultOfOne);
        write(one);
        StoreKeys keys = StoreKeys.open(within, true, second);
        keys.reencrypt(progress -> {});
        new KeyRecords(within).drop(first.primary());

        assertThatThrownBy(() -> EncryptedStore.open(within, true, waiting))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("Its primary key " + first.primary() + " was dropped");
        vaultOfOther.keyset = waiting;
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> other.put(Rows.ticket("late", Rows.NOW)))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageContaining("Copy the keyset of another node");
        }
        assertThat(within.peek("link", "late")).isEmpty();
        assertThat(EncryptedStore.open(within, true, second).find(id)).isPresent();

        vaultOfOther.keyset = second;
        other.put(Rows.ticket("late", Rows.NOW));
        assertThat(one.peek("link", "late")).isPresent();
    }

    @Test
    void a_ticket_that_does_not_open_keeps_no_other_from_being_cleared_away() {
        one.put(Rows.ticket("readable", Rows.NOW));
        Sealing foreign = new Sealing(LiveKeys.fixed(Keyset.ephemeral()));
        within.put(foreign.seal(Rows.ticket("foreign", Rows.NOW.minusSeconds(1))));

        Instant soon = Rows.NOW.plusSeconds(60);
        assertThat(one.expired("link", soon, 10)).extracting(Ticket::key).containsExactly("readable");
        assertThat(within.peek("link", "foreign")).isPresent();

        one.expired("link", Rows.NOW.plusSeconds(90_000), 10);
        assertThat(within.peek("link", "foreign")).isEmpty();
        assertThat(within.peek("link", "readable")).isPresent();
    }

    @Test
    void a_key_that_only_waits_is_read_by_every_node_and_written_by_none() {
        vaultOfOne.keyset = waiting;
        nanos += A_WHILE.toNanos();
        write(one);

        assertThat(key(within.find(id).orElseThrow())).isEqualTo(first.primary());
    }

    @Test
    void a_key_that_stays_unknown_is_asked_for_once_a_second_and_named() {
        promoteAt(vaultOfOne);
        write(one);
        int before = vaultOfOther.asked;

        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> other.find(id))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageContaining("key " + second.primary() + ", which it lacks")
                    .hasMessageContaining("copy its keyset to this one");
        }
        assertThat(vaultOfOther.asked).isEqualTo(before + 1);

        nanos += Duration.ofSeconds(1).toNanos();
        vaultOfOther.keyset = second;
        assertThat(other.find(id)).contains(alice);
        assertThat(vaultOfOther.asked).isEqualTo(before + 2);
    }

    @Test
    void a_node_whose_source_is_away_goes_on_with_the_keys_it_has() {
        vaultOfOne.keyset = null;
        nanos += A_WHILE.toNanos();
        write(one);

        assertThat(one.find(id)).contains(alice);
        assertThat(other.find(id)).contains(alice);
    }

    @Test
    void a_keyset_of_another_store_is_not_taken_up() {
        promoteAt(vaultOfOne);
        vaultOfOne.keyset = Keyset.ephemeral();
        nanos += A_WHILE.toNanos();
        write(one);

        assertThat(key(within.find(id).orElseThrow())).isEqualTo(first.primary());
        assertThat(other.find(id)).contains(alice);
    }

    @Test
    void a_change_that_meets_an_unknown_key_reads_it_and_is_made() {
        promoteAt(vaultOfOne);
        vaultOfOther.keyset = second;
        write(one);

        assertThat(Rows.replace(other, alice.connection(), Rows.renewed(alice.connection(), "second")))
                .isTrue();
        assertThat(one.find(id)).contains(Rows.renewed(alice.connection(), "second"));
    }

    @Test
    void a_store_is_not_opened_with_a_keyset_that_lacks_a_key_it_needs() {
        promoteAt(vaultOfOne);
        write(one);

        assertThatThrownBy(() -> EncryptedStore.open(within, true, first))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("lacks key " + second.primary())
                .hasMessageContaining("restore the keyset from the backup");
    }

    @Test
    void the_uses_of_a_key_begin_when_a_node_takes_it_up() {
        promoteAt(vaultOfOne);
        write(one);

        List<Use> uses = StoreKeys.open(within, true, second).uses(progress -> {});
        assertThat(uses).extracting(Use::key).containsExactly(first.primary(), second.primary());
        assertThat(uses).extracting(Use::since).doesNotContainNull();
        assertThat(StoreKeys.open(within, true, waiting).uses(progress -> {}))
                .extracting(Use::connections)
                .containsExactly(0L, 1L);
    }

    /** After a write that began before the promotion, so that the first one after it is what is tried. */
    private void promoteAt(Vault vault) {
        vault.keyset = second;
        nanos += A_WHILE.toNanos();
    }

    private void write(Store node) {
        node.change(id, (row, now) -> Change.Outcome.write(row, true));
    }

    private static long key(StoredConnection sealed) {
        return Keyset.keyOf(Objects.requireNonNull(sealed.tokens()).accessToken())
                .orElseThrow();
    }
}

package dev.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.model.Misconfigured;
import dev.tributary.model.Unavailable;
import dev.tributary.simulator.environment.SimulatedClock;
import dev.tributary.store.StoreKeys.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Keys in memory, and when a key may be dropped. */
final class StoreKeysTest extends KeysContract {

    private final SimulatedClock clock = new SimulatedClock();
    private final MemoryStore within = new MemoryStore(clock);
    private final Keyset first = Keyset.ephemeral();
    private final Keyset both = first.withNewKey();
    private final Keyset second = both.withPrimary(both.keys().get(1).id());

    @Override
    protected Store open(KeySource keys) {
        return EncryptedStore.open(within, within.size() > 0, keys);
    }

    @Override
    protected StoreKeys keys(KeySource keys) {
        return StoreKeys.open(within, true, keys);
    }

    /** A store of this test alone, beside the one of the contract. */
    private final MemoryStore mine = new MemoryStore(clock);

    private StoreKeys begun(KeySource keys) {
        EncryptedStore.open(mine, false, first).insert(Rows.first("alice"));
        return StoreKeys.open(mine, true, keys);
    }

    @Test
    void a_key_that_something_needs_is_kept_and_what_needs_it_is_said() {
        StoreKeys keys = begun(second);
        clock.advance(StoreKeys.TAKEN_UP);

        assertThatThrownBy(() -> keys.without(second, first.primary(), progress -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(
                        "Key " + first.primary() + " is still needed: by 1 connection, 0 spare pairs, 1 ticket. ")
                .hasMessageContaining("keys reencrypt");
        assertThat(StoreKeys.open(mine, true, second).uses(progress -> {})).hasSize(2);
    }

    @Test
    void a_key_that_a_spare_alone_needs_is_kept() {
        StoreKeys keys = begun(second);
        keys.reencrypt(progress -> {});
        StoredConnection sealed = mine.connections(null, 1).get(0);
        Sealing old = new Sealing(LiveKeys.fixed(first));
        StoredConnection plain = new Sealing(LiveKeys.fixed(second)).open(sealed);
        StoredConnection spare =
                old.seal(plain.with(plain.current(), List.of(Objects.requireNonNull(plain.current()))));
        mine.change(
                sealed.connection().id(),
                (row, now) -> Change.Outcome.write(row.with(row.current(), spare.spares()), true));
        clock.advance(StoreKeys.TAKEN_UP);

        assertThatThrownBy(() -> keys.without(second, first.primary(), progress -> {}))
                .hasMessageContaining("by 0 connections, 1 spare pair, 0 tickets");
    }

    @Test
    void what_lives_on_anothers_pair_needs_its_key_too_until_it_is_encrypted_anew() {
        StoreKeys keys = begun(second);
        keys.reencrypt(progress -> {});
        Sealing old = new Sealing(LiveKeys.fixed(first));
        StoredConnection bob = Rows.first("bob");
        StoredConnection carrier = Rows.carrier(bob);
        assertThat(mine.insert(old.seal(carrier))).isTrue();
        assertThat(mine.insert(old.seal(Rows.member(bob, carrier)))).isTrue();
        clock.advance(StoreKeys.TAKEN_UP);

        assertThatThrownBy(() -> keys.without(second, first.primary(), progress -> {}))
                .hasMessageContaining("by 2 connections, 0 spare pairs");
        assertThat(keys.reencrypt(progress -> {}).changed()).isEqualTo(2);
        keys.without(second, first.primary(), progress -> {});
    }

    @Test
    void a_key_that_nothing_needs_is_dropped_and_the_store_opens_without_it() {
        StoreKeys keys = begun(second);
        keys.reencrypt(progress -> {});
        clock.advance(StoreKeys.TAKEN_UP);

        Keyset rest = keys.without(second, first.primary(), progress -> {});

        assertThat(rest.keys()).extracting(Keyset.Key::id).containsExactly(second.primary());
        assertThatThrownBy(() -> EncryptedStore.open(mine, true, both))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("was dropped from this store");
        Store opened = EncryptedStore.open(mine, true, rest);
        assertThat(opened.list(new ConnectionQuery("portal", null, null, null, null, 10)))
                .hasSize(1)
                .allSatisfy(alice -> assertThat(opened.find(alice.id())).isPresent());
    }

    @Test
    void nothing_is_dropped_while_a_node_may_still_encrypt_with_the_key_before() {
        StoreKeys keys = begun(second);
        keys.reencrypt(progress -> {});

        assertThat(keys.untilTakenUp()).isPositive().isLessThanOrEqualTo(StoreKeys.TAKEN_UP);
        assertThatThrownBy(() -> keys.without(second, first.primary(), progress -> {}))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("may still encrypt with the one before");
        clock.advance(StoreKeys.TAKEN_UP);
        assertThat(keys.untilTakenUp()).isZero();
    }

    @Test
    void a_node_that_takes_a_key_up_later_does_not_move_since_when_it_encrypts() {
        AtomicReference<Keyset> vault = new AtomicReference<>(first);
        AtomicLong nanos = new AtomicLong();
        Store idle = EncryptedStore.open(mine, false, mayCreate -> Objects.requireNonNull(vault.get()), nanos::get);
        clock.advance(Duration.ofMinutes(1));
        StoreKeys keys = StoreKeys.open(mine, true, second);
        @Nullable Instant since = keys.uses(progress -> {}).get(1).since();
        clock.advance(Duration.ofMinutes(1));

        vault.set(second);
        nanos.addAndGet(LiveKeys.LOOK.toNanos());
        idle.put(Rows.ticket("new", mine.now()));

        assertThat(Keyset.keyOf(mine.peek("link", "new").orElseThrow().content()))
                .hasValue(second.primary());
        assertThat(keys.uses(progress -> {}).get(1).since()).isNotNull().isEqualTo(since);
        assertThat(keys.untilTakenUp()).isZero();
    }

    @Test
    void a_key_that_is_the_primary_again_has_to_be_taken_up_again() {
        begun(first);
        clock.advance(Duration.ofMinutes(1));
        StoreKeys.open(mine, true, second);
        clock.advance(Duration.ofMinutes(1));

        Instant before = mine.now();
        StoreKeys keys = StoreKeys.open(mine, true, both);

        assertThat(keys.uses(progress -> {}).get(0).since()).isAfterOrEqualTo(before);
        assertThat(keys.untilTakenUp()).isPositive();
    }

    @Test
    void the_primary_and_an_unknown_key_are_not_dropped() {
        StoreKeys keys = begun(second);

        assertThatThrownBy(() -> keys.without(second, second.primary(), progress -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is the primary")
                .hasMessageContaining("keys rotate");
        assertThatThrownBy(() -> keys.without(second, 1, progress -> {}))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("no key 1.");
    }

    @Test
    void a_key_that_the_keyset_lacks_and_a_record_needs_is_listed() {
        StoreKeys keys = begun(second);
        mine.put(new Sealing(LiveKeys.fixed(Keyset.ephemeral())).seal(Rows.ticket("foreign", Rows.NOW)));

        assertThat(keys.uses(progress -> {})).hasSize(3);
    }

    @Test
    void what_does_not_open_is_named_and_stays_while_the_rest_goes_on() {
        StoreKeys keys = begun(second);
        StoredConnection foreign = new Sealing(LiveKeys.fixed(Keyset.ephemeral())).seal(Rows.first("mallory"));
        assertThat(mine.insert(foreign)).isTrue();

        Outcome outcome = keys.reencrypt(progress -> {});

        assertThat(outcome.changed()).isEqualTo(2);
        assertThat(outcome.unreadable())
                .singleElement()
                .asString()
                .contains(foreign.connection().id().value(), "which it lacks");
        assertThat(mine.find(foreign.connection().id())).contains(foreign);
    }

    @Test
    void an_empty_store_is_not_begun() {
        assertThatThrownBy(() -> StoreKeys.open(mine, false, first))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("It is empty");
        assertThat(mine.size()).isZero();
    }
}

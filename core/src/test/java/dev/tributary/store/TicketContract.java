package dev.tributary.store;

import static dev.tributary.store.Rows.NOW;
import static dev.tributary.store.Rows.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.model.Secret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store does with tickets, on top of what it does with connections. */
public abstract class TicketContract extends StoreContract {

    @Test
    void a_ticket_is_seen_often_and_taken_once() {
        Ticket ticket = ticket("one", NOW);
        store().put(ticket);

        assertThat(store().peek("link", "one")).contains(ticket);
        assertThat(store().peek("link", "one")).contains(ticket);
        assertThat(store().take("link", "one")).contains(ticket);
        assertThat(store().take("link", "one")).isEmpty();
        assertThat(store().peek("link", "one")).isEmpty();
    }

    @Test
    void a_second_ticket_with_the_same_key_is_refused() {
        store().put(ticket("one", NOW));

        assertThatThrownBy(() -> store().put(ticket("one", NOW.plusSeconds(1))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(store().peek("link", "one")).contains(ticket("one", NOW));
    }

    @Test
    void kinds_never_mix() {
        store().put(ticket("one", NOW));
        Ticket other = new Ticket("grant", "one", "browser", Secret.of("other"), NOW);
        store().put(other);

        assertThat(store().take("grant", "one")).contains(other);
        assertThat(store().take("link", "one")).contains(ticket("one", NOW));
    }

    @Test
    void keys_are_compared_octet_by_octet() {
        store().put(ticket("Key", NOW));

        assertThat(store().take("link", "key")).isEmpty();
        assertThat(store().take("link", "Key")).isPresent();
    }

    @Test
    void of_thirty_two_takers_at_once_one_gets_the_ticket() throws Exception {
        store().put(ticket("one", NOW));

        List<Optional<Ticket>> taken = Together.run(32, i -> store().take("link", "one"));

        assertThat(taken).filteredOn(Optional::isPresent).containsExactly(Optional.of(ticket("one", NOW)));
    }

    @Test
    void an_exchange_removes_one_and_adds_the_other() {
        store().put(ticket("one", NOW));

        assertThat(store().exchange(ticket("one", NOW), ticket("two", NOW))).isTrue();
        assertThat(store().peek("link", "one")).isEmpty();
        assertThat(store().peek("link", "two")).contains(ticket("two", NOW));
    }

    @Test
    void an_exchange_of_a_ticket_that_is_gone_adds_nothing() {
        assertThat(store().exchange(ticket("one", NOW), ticket("two", NOW))).isFalse();
        assertThat(store().peek("link", "two")).isEmpty();
    }

    @Test
    void an_exchange_for_a_key_that_exists_is_refused_and_removes_nothing() {
        store().put(ticket("one", NOW));
        store().put(ticket("two", NOW));

        assertThatThrownBy(() -> store().exchange(ticket("one", NOW), ticket("two", NOW)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(store().peek("link", "one")).isPresent();
    }

    @Test
    void of_sixteen_exchanges_at_once_one_succeeds() throws Exception {
        store().put(ticket("one", NOW));

        List<Boolean> wins = Together.run(16, i -> store().exchange(ticket("one", NOW), ticket("next-" + i, NOW)));

        assertThat(wins).filteredOn(won -> won).hasSize(1);
        assertThat(store().count("link", "browser", NOW.minusSeconds(1))).isEqualTo(1);
    }

    @Test
    void tickets_are_counted_by_kind_and_group_while_they_last() {
        store().put(ticket("ended", NOW));
        store().put(ticket("open", NOW.plusMillis(1)));
        store().put(new Ticket("link", "foreign", "other", Secret.of("x"), NOW.plusSeconds(9)));
        store().put(new Ticket("grant", "kind", "browser", Secret.of("x"), NOW.plusSeconds(9)));

        assertThat(store().count("link", "browser", NOW)).isEqualTo(1);
        assertThat(store().count("link", "nobody", NOW)).isZero();
    }

    @Test
    void expired_tickets_come_oldest_first_and_stay_until_taken() {
        store().put(ticket("third", NOW.minusSeconds(1)));
        store().put(ticket("first", NOW.minusSeconds(3)));
        store().put(ticket("second", NOW.minusSeconds(2)));
        store().put(ticket("not-yet", NOW));

        assertThat(store().expired("link", NOW, 2)).extracting(Ticket::key).containsExactly("first", "second");
        assertThat(store().expired("link", NOW, 9)).extracting(Ticket::key).containsExactly("first", "second", "third");
        assertThat(store().expired("grant", NOW, 9)).isEmpty();
        assertThat(store().peek("link", "first")).isPresent();
    }
}

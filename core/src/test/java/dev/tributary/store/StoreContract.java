package dev.tributary.store;

import static dev.tributary.store.Rows.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.NotConnected;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.model.TokenPair;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store does with connections, whatever it keeps them in. */
public abstract class StoreContract {

    private static final Duration DAY = Duration.ofDays(1);

    private final Map<ConnectionId, StoredConnection> insertions = new HashMap<>();

    /** The store under test, empty at the start of each test and the same within one. */
    protected abstract Store store();

    @Test
    void what_was_inserted_is_found_by_id_and_by_owner_and_site() {
        StoredConnection alice = inserted("alice");

        assertThat(store().find(alice.connection().id())).contains(alice);
        assertThat(store().find(alice.connection().owner(), "wiki")).contains(alice);
        assertThat(store().find(alice.connection().owner(), "other")).isEmpty();
        assertThat(store().find(ConnectionId.random())).isEmpty();
    }

    @Test
    void an_owner_has_one_connection_at_a_site_and_the_second_insert_changes_nothing() {
        StoredConnection alice = inserted("alice");

        assertThat(store().insert(Rows.first("alice"))).isFalse();
        assertThat(store().find(alice.connection().owner(), "wiki")).contains(alice);
    }

    @Test
    void the_same_user_may_connect_elsewhere_and_at_another_application() {
        inserted("alice");

        assertThat(store().insert(Rows.first(new Owner("portal", "alice"), "other")))
                .isTrue();
        assertThat(store().insert(Rows.first(new Owner("intranet", "alice"), "wiki")))
                .isTrue();
    }

    @Test
    void another_connection_of_an_account_is_seen_at_the_sites_asked_for() {
        StoredConnection alice = inserted("alice");
        List<String> sites = List.of("wiki", "other");
        inserted("bob");
        assertThat(store().hasSibling(alice, sites)).isFalse();

        StoredConnection again = Rows.first(new Owner("intranet", "alice"), "other");
        store().insert(again);
        assertThat(store().hasSibling(alice, sites)).isTrue();
        assertThat(store().hasSibling(alice, List.of("wiki"))).isFalse();

        Rows.replace(store(), again.connection(), Rows.disconnected(again.connection()));
        assertThat(store().hasSibling(alice, sites)).isFalse();
    }

    @Tag("C12")
    @ParameterizedTest
    @ValueSource(
            strings = {"ALICE", "alic\u00e9", "alice\u200b", "alicE", "a lice", "\uff41lice", "alice\u00ad", "alice'--"
            })
    void users_are_compared_octet_by_octet(String other) {
        StoredConnection alice = inserted("alice");

        assertThat(store().find(new Owner("portal", other), "wiki")).isEmpty();
        StoredConnection second = inserted(other);
        assertThat(store().find(second.connection().owner(), "wiki")).contains(second);
        assertThat(store().find(alice.connection().owner(), "wiki")).contains(alice);
        assertThat(store().list(of(other))).containsExactly(second.connection());
    }

    @Tag("C12")
    @Test
    void a_composed_and_a_decomposed_letter_are_two_users() {
        StoredConnection composed = inserted("alic\u00e9");

        assertThat(store().find(new Owner("portal", "alice\u0301"), "wiki")).isEmpty();
        StoredConnection decomposed = inserted("alice\u0301");
        assertThat(store().find(composed.connection().owner(), "wiki")).contains(composed);
        assertThat(store().find(decomposed.connection().owner(), "wiki")).contains(decomposed);
    }

    @Test
    void a_replacement_is_kept_whole() {
        StoredConnection alice = inserted("alice");
        StoredConnection renewed = Rows.renewed(alice.connection(), "second");

        assertThat(Rows.replace(store(), alice.connection(), renewed)).isTrue();
        assertThat(store().find(alice.connection().id())).contains(renewed);
    }

    @Test
    void a_replacement_of_an_older_generation_changes_nothing() {
        StoredConnection alice = inserted("alice");
        StoredConnection renewed = Rows.renewed(alice.connection(), "second");
        assertThat(Rows.replace(store(), alice.connection(), renewed)).isTrue();

        assertThat(Rows.replace(store(), alice.connection(), Rows.renewed(alice.connection(), "late")))
                .isFalse();
        assertThat(store().find(alice.connection().id())).contains(renewed);
    }

    @Test
    void a_pair_of_an_older_epoch_changes_nothing() {
        StoredConnection alice = inserted("alice");
        Connection sameGenerationNextEpoch = epoch(alice.connection(), 2);
        assertThat(Rows.replace(store(), alice.connection(), new StoredConnection(sameGenerationNextEpoch, null)))
                .isTrue();

        assertThat(Rows.replace(store(), alice.connection(), Rows.renewed(alice.connection(), "late")))
                .isFalse();
    }

    @Test
    void a_late_pair_heals_a_mark_because_the_status_is_not_compared() {
        StoredConnection alice = inserted("alice");
        assertThat(Rows.replace(store(), alice.connection(), Rows.marked(alice)))
                .isTrue();
        assertThat(store().find(alice.connection().id())).contains(Rows.marked(alice));

        StoredConnection healed = Rows.renewed(alice.connection(), "late");
        assertThat(Rows.replace(store(), alice.connection(), healed)).isTrue();
        assertThat(store().find(alice.connection().id())).contains(healed);
    }

    @Test
    void a_disconnected_row_stays_without_tokens_and_can_be_connected_again_under_its_id() {
        StoredConnection alice = inserted("alice");
        StoredConnection gone = Rows.disconnected(alice.connection());
        assertThat(Rows.replace(store(), alice.connection(), gone)).isTrue();

        assertThat(store().find(alice.connection().owner(), "wiki")).contains(gone);
        assertThat(store().insert(Rows.first("alice"))).isFalse();
        assertThat(Rows.replace(store(), gone.connection(), Rows.renewed(gone.connection(), "again")))
                .isTrue();
    }

    @Test
    void an_unknown_row_is_not_replaced_and_not_made() {
        StoredConnection unknown = Rows.first("alice");

        assertThatThrownBy(() -> Rows.replace(store(), unknown.connection(), unknown))
                .isInstanceOf(NotConnected.class);
        assertThat(store().find(unknown.connection().id())).isEmpty();
    }

    @Test
    void a_row_keeps_its_id_owner_and_site() {
        StoredConnection alice = inserted("alice");

        ConnectionId id = alice.connection().id();
        assertThatThrownBy(() -> store().change(id, (row, now) -> Change.Outcome.write(Rows.first("bob"), true)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void of_sixteen_replacements_at_once_one_wins_and_its_pair_is_kept() throws Exception {
        StoredConnection alice = inserted("alice");

        List<Boolean> wins = Together.run(
                16, i -> Rows.replace(store(), alice.connection(), Rows.renewed(alice.connection(), "of-" + i)));

        assertThat(wins).filteredOn(won -> won).hasSize(1);
        assertThat(store().find(alice.connection().id()))
                .contains(Rows.renewed(alice.connection(), "of-" + wins.indexOf(true)));
    }

    @Test
    void attempts_spares_and_the_lease_are_kept_whole() {
        StoredConnection alice = inserted("alice");
        StoredConnection busy = Rows.busy(alice);

        store().change(alice.connection().id(), (row, now) -> Change.Outcome.write(busy, true));

        assertThat(store().find(alice.connection().id())).contains(busy);
    }

    @Test
    void a_change_sees_the_row_as_it_stands_and_may_leave_it() {
        StoredConnection alice = inserted("alice");

        StoredConnection seen = store().change(alice.connection().id(), (row, now) -> Change.Outcome.leave(row));

        assertThat(seen).isEqualTo(alice);
        assertThat(store().find(alice.connection().id())).contains(alice);
    }

    @Test
    void a_change_that_throws_changes_nothing() {
        StoredConnection alice = inserted("alice");
        ConnectionId id = alice.connection().id();

        assertThatThrownBy(() -> store().change(id, (row, now) -> {
                    throw new IllegalStateException("on purpose");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("on purpose");
        assertThat(store().find(id)).contains(alice);
    }

    @Test
    void changes_at_once_happen_one_after_the_other() throws Exception {
        ConnectionId id = inserted("alice").connection().id();

        List<Long> generations = Together.run(
                16,
                i -> store().change(id, (row, now) -> {
                    StoredConnection next = Rows.renewed(row.connection(), "of-" + i);
                    return Change.Outcome.write(next, next.connection().state().generation());
                }));

        assertThat(generations).doesNotHaveDuplicates();
        assertThat(store().find(id).orElseThrow().connection().state().generation())
                .isEqualTo(17);
    }

    @Test
    void what_was_left_open_is_due_and_what_is_in_order_is_not() {
        StoredConnection left = inserted("alice");
        StoredConnection idle = inserted("bob");
        StoredConnection ended = inserted("carol");
        StoredConnection inOrder = inserted("dora");
        change(inOrder, Rows.idleSince(inOrder, store().now()));
        change(left, Rows.leftOpen(left, store().now().minusSeconds(60)));
        change(idle, Rows.idleSince(idle, store().now().minusSeconds(7_000_000)));
        change(ended, Rows.marked(Rows.leftOpen(ended, store().now().minusSeconds(90))));

        List<Due> due = store().due(null, 10);
        assertThat(due)
                .extracting(Due::id)
                .containsExactly(idle.connection().id(), left.connection().id());
        assertThat(due).extracting(Due::site).containsOnly("wiki");
        assertThat(store().due(null, 1)).containsExactly(due.get(0));
        assertThat(store().due(due.get(0), 10)).containsExactly(due.get(1));
        assertThat(store().due(due.get(1), 10)).isEmpty();
    }

    @Test
    void what_is_due_for_the_same_time_is_on_one_page_or_the_next() {
        Instant since = store().now().minusSeconds(60);
        for (int i = 0; i < 5; i++) {
            StoredConnection row = inserted("user-" + i);
            change(row, Rows.leftOpen(row, i == 4 ? since.minusSeconds(1) : since));
        }

        List<Due> all = store().due(null, 10);
        List<Due> first = store().due(null, 2);
        List<Due> second = store().due(first.get(1), 2);

        assertThat(all).hasSize(5).doesNotHaveDuplicates();
        assertThat(first).isEqualTo(all.subList(0, 2));
        assertThat(second).isEqualTo(all.subList(2, 4));
        assertThat(store().due(second.get(1), 2)).isEqualTo(all.subList(4, 5));
    }

    private void change(StoredConnection before, StoredConnection after) {
        store().change(before.connection().id(), (row, now) -> Change.Outcome.write(after, true));
    }

    @Test
    void of_sixteen_first_inserts_at_once_one_wins() throws Exception {
        List<StoredConnection> rows =
                IntStream.range(0, 16).mapToObj(i -> Rows.first("alice")).toList();

        List<Boolean> wins = Together.run(16, i -> store().insert(rows.get(i)));

        assertThat(wins).filteredOn(won -> won).hasSize(1);
        assertThat(store().find(new Owner("portal", "alice"), "wiki")).contains(rows.get(wins.indexOf(true)));
    }

    @ParameterizedTest
    @EnumSource
    void every_kind_of_connection_is_kept(Connection.Kind kind) {
        StoredConnection plain = Rows.first("alice");
        Connection c = plain.connection();
        TokenPair token = new TokenPair(Secret.of("a-secret"), null, NOW.plusSeconds(60), NOW.plusSeconds(50), null);
        Connection other = new Connection(
                c.id(), c.owner(), c.site(), c.origin(), kind, c.account(), List.of(), c.state(), c.dates());

        assertThat(store().insert(new StoredConnection(other, token))).isTrue();
        assertThat(store().find(c.id())).contains(new StoredConnection(other, token));
    }

    @Test
    void large_tokens_and_absent_values_are_kept() {
        StoredConnection plain = Rows.first("alice");
        Connection c = plain.connection();
        TokenPair large = new TokenPair(Secret.of("x".repeat(8192)), null, null, null, null);
        Connection bare = new Connection(
                c.id(),
                c.owner(),
                c.site(),
                c.origin(),
                Connection.Kind.PERSONAL_ACCESS_TOKEN,
                c.account(),
                List.of(),
                c.state(),
                new Connection.Dates(NOW, NOW, null, null));

        assertThat(store().insert(new StoredConnection(bare, large))).isTrue();
        assertThat(store().find(c.id())).contains(new StoredConnection(bare, large));
    }

    @Test
    void a_list_is_within_one_application_and_ordered_by_id_page_by_page() {
        List<Connection> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.add(inserted("user-" + i).connection());
        }
        store().insert(Rows.first(new Owner("other", "user-1"), "wiki"));
        all.sort(Comparator.comparing(c -> c.id().value()));

        List<Connection> first = store().list(page(null));
        assertThat(first).isEqualTo(all.subList(0, 3));
        List<Connection> second = store().list(page(first.get(2).id()));
        assertThat(second).isEqualTo(all.subList(3, 6));
        assertThat(store().list(page(second.get(2).id()))).isEqualTo(all.subList(6, 7));
        assertThat(store().list(page(all.get(6).id()))).isEmpty();
    }

    @Test
    void a_list_is_filtered_by_user_site_and_status() {
        StoredConnection alice = inserted("alice");
        StoredConnection bob = inserted("bob");
        StoredConnection elsewhere = Rows.first(new Owner("portal", "alice"), "other");
        store().insert(elsewhere);
        StoredConnection gone = Rows.disconnected(bob.connection());
        Rows.replace(store(), bob.connection(), gone);

        assertThat(store().list(of("alice"))).containsExactlyInAnyOrder(alice.connection(), elsewhere.connection());
        assertThat(store().list(new ConnectionQuery("portal", "alice", "other", null, null, 10)))
                .containsExactly(elsewhere.connection());
        assertThat(store().list(new ConnectionQuery("portal", null, "wiki", Status.ACTIVE, null, 10)))
                .containsExactly(alice.connection());
        assertThat(store().list(new ConnectionQuery("portal", null, null, Status.DISCONNECTED, null, 10)))
                .containsExactly(gone.connection());
        assertThat(store().list(new ConnectionQuery("nobody", null, null, null, null, 10)))
                .isEmpty();
    }

    @Test
    void whoever_has_to_connect_again_before_an_instant_is_listed_and_nobody_who_is_kept_alive() {
        Instant now = millis(store().now());
        StoredConnection kept = inserted("kept alive, though idle for long");
        change(kept, Rows.idleSince(kept, now.minus(DAY.multipliedBy(65))));
        StoredConnection left = inserted("not kept alive for weeks");
        change(left, Rows.idleSince(left, now.minus(DAY.multipliedBy(80))));
        StoredConnection aged = inserted("ends in 20 days");
        change(aged, Rows.endingAt(Rows.idleSince(aged, now), now.plus(DAY.multipliedBy(20))));
        StoredConnection personal = inserted("ends in 5 days");
        change(personal, Rows.personal(personal, now.plus(DAY.multipliedBy(5))));
        StoredConnection over = inserted("ended");
        change(over, Rows.marked(Rows.endingAt(over, now.plus(DAY.multipliedBy(300)))));
        StoredConnection gone = inserted("gone");
        change(gone, Rows.disconnected(gone.connection()));
        StoredConnection foreign = Rows.first(new Owner("other", "ended"), "wiki");
        store().insert(Rows.marked(foreign));

        assertThat(ending(now.plus(DAY))).containsExactlyInAnyOrder(over);
        assertThat(ending(now.plus(DAY.multipliedBy(5)))).containsExactlyInAnyOrder(over);
        assertThat(ending(now.plus(DAY.multipliedBy(11)))).containsExactlyInAnyOrder(over, personal, left);
        assertThat(ending(now.plus(DAY.multipliedBy(400)))).containsExactlyInAnyOrder(over, personal, left, aged);
        assertThat(ending(Instant.MIN)).containsExactlyInAnyOrder(over);
        assertThat(ending(Instant.MAX)).contains(over, personal, left, aged);
        ConnectionQuery all = page(null).endingBefore(now.plus(DAY.multipliedBy(400)));
        List<Connection> first = store().list(all);
        assertThat(first).hasSize(3).isSortedAccordingTo(Comparator.comparing(c -> c.id().value()));
        assertThat(store().list(all.behind(first.get(2).id()))).hasSize(1).doesNotContainAnyElementsOf(first);
        assertThat(store().list(new ConnectionQuery("portal", null, null, Status.ACTIVE, null, 10)
                        .endingBefore(now.plus(DAY.multipliedBy(11)))))
                .extracting(Connection::id)
                .containsExactlyInAnyOrder(
                        personal.connection().id(), left.connection().id());
    }

    @Test
    void an_end_in_sight_is_found_until_it_is_told_and_again_when_it_moves() {
        Instant now = millis(store().now());
        Duration ahead = DAY.multipliedBy(14);
        StoredConnection far = inserted("far");
        change(far, Rows.endingAt(Rows.idleSince(far, now), now.plus(DAY.multipliedBy(15))));
        StoredConnection over = inserted("over");
        change(over, Rows.personal(over, now.minus(DAY)));
        StoredConnection left = inserted("left");
        change(left, Rows.idleSince(left, now.minus(DAY.multipliedBy(80))));
        StoredConnection aged = inserted("aged");
        change(aged, Rows.endingAt(Rows.idleSince(aged, now), now.plus(DAY.multipliedBy(13))));
        StoredConnection marked = inserted("marked");
        change(marked, Rows.marked(Rows.endingAt(marked, now.plus(DAY.multipliedBy(13)))));

        assertThat(inSight(ahead)).containsExactlyInAnyOrder(left, aged);
        assertThat(store().ending(ahead, 1)).hasSize(1);
        tell(left, now);
        tell(aged, now);
        assertThat(inSight(ahead)).isEmpty();
        assertThat(store().find(aged.connection().id()).orElseThrow().toldEnd())
                .isEqualTo(now.plus(DAY.multipliedBy(13)));

        StoredConnection told = store().find(aged.connection().id()).orElseThrow();
        change(aged, Rows.endingAt(told, now.plus(DAY.multipliedBy(12))));
        assertThat(inSight(ahead)).containsExactly(aged);
        tell(aged, now);
        StoredConnection both = store().find(aged.connection().id()).orElseThrow();
        change(aged, Rows.idleSince(both, now.minus(DAY.multipliedBy(81))));
        assertThat(inSight(ahead)).as("another end came nearer").containsExactly(aged);
        tell(aged, now);
        assertThat(inSight(ahead)).isEmpty();
    }

    @Test
    void a_carrier_and_its_members_are_kept_whole() {
        StoredConnection wiki = Rows.first("alice");
        StoredConnection other = Rows.first(wiki.connection().owner(), "other");
        StoredConnection carrier = Rows.carrier(wiki, other);
        StoredConnection noted = carrier.with(new Share.Carrier(Rows.parts(carrier), millis(store().now())));
        StoredConnection member = Rows.member(wiki, carrier);

        assertThat(store().insert(noted)).isTrue();
        assertThat(store().insert(carrier)).as("there is one already").isFalse();
        assertThat(store().insert(member)).isTrue();

        assertThat(store().find(noted.connection().id())).contains(noted);
        assertThat(store().find(noted.connection().owner(), noted.connection().site()))
                .contains(noted);
        StoredConnection found = store().find(member.connection().id()).orElseThrow();
        assertThat(found).isEqualTo(member);
        assertThat(found.connection().dates()).isEqualTo(wiki.connection().dates());
        change(noted, carrier);
        assertThat(store().find(noted.connection().id())).contains(carrier);
    }

    @Test
    void a_carrier_is_in_no_list_and_its_members_are() {
        Instant now = millis(store().now());
        StoredConnection wiki = Rows.first("alice");
        StoredConnection carrier = Rows.endingAt(Rows.carrier(wiki), now.plus(DAY));
        StoredConnection member = Rows.endingAt(Rows.member(wiki, carrier), now.plus(DAY));
        assertThat(store().insert(carrier)).isTrue();
        assertThat(store().insert(member)).isTrue();
        insertions.put(member.connection().id(), member);

        assertThat(store().list(of("alice"))).containsExactly(member.connection());
        assertThat(store().list(page(null))).containsExactly(member.connection());
        assertThat(store().list(new ConnectionQuery("portal", null, "~shared", null, null, 10)))
                .isEmpty();
        assertThat(ending(now.plus(DAY.multipliedBy(2)))).containsExactly(member);
        assertThat(inSight(DAY.multipliedBy(2))).containsExactly(member);
        change(carrier, Rows.marked(carrier));
        assertThat(ending(now)).isEmpty();
    }

    @Test
    void a_carrier_is_due_as_its_pair_is_or_when_it_is_to_be_looked_through() {
        Instant now = millis(store().now());
        StoredConnection wiki = Rows.first("alice");
        StoredConnection carrier = Rows.idleSince(Rows.carrier(wiki), now);
        assertThat(store().insert(carrier)).isTrue();
        assertThat(store().insert(Rows.member(wiki, carrier))).isTrue();
        assertThat(store().due(null, 10)).isEmpty();

        change(carrier, carrier.with(new Share.Carrier(Rows.parts(carrier), now.minusSeconds(1))));
        assertThat(store().due(null, 10))
                .containsExactly(new Due(carrier.connection().id(), "~shared", now.minusSeconds(1)));
        change(carrier, Rows.idleSince(carrier, now.minus(DAY.multipliedBy(70))));
        assertThat(store().due(null, 10)).hasSize(1);
    }

    @Test
    void those_on_one_pair_are_no_siblings_of_it_and_others_are() {
        StoredConnection wiki = Rows.first("alice");
        StoredConnection other = Rows.first(wiki.connection().owner(), "other");
        StoredConnection carrier = Rows.carrier(wiki, other);
        List<String> sites = List.of("wiki", "other");
        for (StoredConnection row : List.of(carrier, Rows.member(wiki, carrier), Rows.member(other, carrier))) {
            assertThat(store().insert(row)).isTrue();
        }
        assertThat(store().hasSibling(carrier, sites)).isFalse();

        assertThat(store().insert(Rows.first(new Owner("intranet", "alice"), "other")))
                .isTrue();
        assertThat(store().hasSibling(carrier, sites)).isTrue();
    }

    private static Instant millis(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }

    private void tell(StoredConnection of, Instant now) {
        store().change(
                        of.connection().id(),
                        (row, then) -> Change.Outcome.write(
                                row.withToldEnd(row.endAsOf(now).orElseThrow()), true));
    }

    private List<StoredConnection> ending(Instant end) {
        return asInserted(store().list(new ConnectionQuery("portal", null, null, null, null, 10).endingBefore(end)));
    }

    private List<StoredConnection> inSight(Duration ahead) {
        return asInserted(store().ending(ahead, 10));
    }

    /** Finds what a test calls by its user, whatever has become of it since. */
    private List<StoredConnection> asInserted(List<Connection> found) {
        return found.stream()
                .map(connection -> Objects.requireNonNull(insertions.get(connection.id())))
                .toList();
    }

    private StoredConnection inserted(String user) {
        StoredConnection row = Rows.first(user);
        assertThat(store().insert(row)).isTrue();
        insertions.put(row.connection().id(), row);
        return row;
    }

    private static ConnectionQuery of(String user) {
        return new ConnectionQuery("portal", user, null, null, null, 10);
    }

    private static ConnectionQuery page(@Nullable ConnectionId after) {
        return new ConnectionQuery("portal", null, null, null, after, 3);
    }

    private static Connection epoch(Connection c, long epoch) {
        Connection.State state =
                new Connection.State(Status.DISCONNECTED, null, epoch, c.state().generation());
        return new Connection(
                c.id(), c.owner(), c.site(), c.origin(), c.kind(), c.account(), c.scopes(), state, c.dates());
    }
}

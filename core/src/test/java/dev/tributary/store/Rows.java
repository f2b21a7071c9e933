package dev.tributary.store;

import dev.tributary.model.Account;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Reason;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.model.TokenPair;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Connections and tickets to store. */
public final class Rows {

    public static final Instant NOW = Instant.parse("2026-11-24T10:00:00.123Z");

    private Rows() {}

    public static StoredConnection first(String user) {
        return first(new Owner("portal", user), "wiki");
    }

    public static StoredConnection first(Owner owner, String site) {
        Connection connection = new Connection(
                ConnectionId.random(),
                owner,
                site,
                URI.create("http://localhost:8090/confluence"),
                Connection.Kind.OAUTH,
                new Account("key-of-" + owner.user(), owner.user(), "Display “" + owner.user() + "” 🦆"),
                List.of("READ", "WRITE"),
                new Connection.State(Status.ACTIVE, null, 1, 1),
                new Connection.Dates(NOW, NOW, NOW.plusSeconds(7200), NOW.plusSeconds(7_776_000)));
        return new StoredConnection(connection, pair("first"));
    }

    public static TokenPair pair(String name) {
        return new TokenPair(
                Secret.of("access-" + name),
                Secret.of("refresh-" + name),
                NOW.plusSeconds(7200),
                NOW.plusSeconds(6900),
                NOW.plusSeconds(7_776_000));
    }

    /** The same generation, while much is going on. */
    public static StoredConnection busy(StoredConnection before) {
        Intent first = new Intent("attempt-1", NOW, NOW.plusSeconds(25));
        Intent second = new Intent("attempt-2", NOW, NOW.plusSeconds(50));
        HeldPair tried = new HeldPair(pair("first"), NOW, List.of(second, first));
        HeldPair spare = new HeldPair(pair("spare"), NOW.plusSeconds(1), List.of(first));
        TokenPair bare = new TokenPair(Secret.of("access-bare"), null, null, null, null);
        Lease lease = new Lease("renewal", NOW.plusSeconds(45));
        return new StoredConnection(before.connection(), tried, List.of(spare, HeldPair.untried(bare, NOW)), lease);
    }

    /** An attempt that was over at an instant, and nobody said how. */
    public static StoredConnection leftOpen(StoredConnection before, Instant deadline) {
        Intent open = new Intent("attempt", deadline.minusSeconds(25), deadline);
        return before.with(new HeldPair(pair("first"), NOW, List.of(open)), List.of());
    }

    /** A pair that was not renewed since an instant; its refresh token lives for 90 days. */
    public static StoredConnection idleSince(StoredConnection before, Instant since) {
        TokenPair idle = new TokenPair(
                Secret.of("access-idle"),
                Secret.of("refresh-idle"),
                since.plusSeconds(7200),
                since.plusSeconds(6900),
                since.plusSeconds(7_776_000));
        return before.with(HeldPair.untried(idle, since), List.of());
    }

    /** A connection whose grant ends then, although it is renewed. */
    public static StoredConnection endingAt(StoredConnection before, Instant end) {
        Connection.Dates dates = before.connection().dates();
        return before.with(before.connection()
                .with(new Connection.Dates(dates.connectedAt(), dates.renewedAt(), null, null, end)));
    }

    /** A token that nothing renews, and that ends then. */
    public static StoredConnection personal(StoredConnection before, Instant end) {
        TokenPair alone = new TokenPair(Secret.of("personal"), null, end, null, end);
        return before.with(HeldPair.untried(alone, NOW), List.of());
    }

    /** A row with a pair, on which those connections live. */
    public static StoredConnection carrier(StoredConnection... members) {
        Connection one = members[0].connection();
        List<Share.Part> parts = Stream.of(members)
                .map(row -> new Share.Part(
                        row.connection().id(), row.connection().state().epoch()))
                .toList();
        return first(one.owner(), "~shared").with(new Share.Carrier(parts, null));
    }

    static List<Share.Part> parts(StoredConnection carrier) {
        return Share.carriedBy(carrier).orElseThrow().parts();
    }

    /** The same connection without a pair of its own. */
    public static StoredConnection member(StoredConnection row, StoredConnection carrier) {
        Share.Member member = Share.Member.of(carrier.connection().id());
        return new StoredConnection(row.connection(), null, List.of(), null, null, member);
    }

    /** The next generation, with a pair of that name. */
    public static StoredConnection renewed(Connection before, String pair) {
        long epoch = before.state().epoch();
        long generation = before.state().generation() + 1;
        return with(before, new Connection.State(Status.ACTIVE, null, epoch, generation), pair(pair));
    }

    /** The same generation, marked as dead. */
    public static StoredConnection marked(StoredConnection before) {
        Connection.State state = before.connection().state();
        return before.with(before.connection()
                .with(new Connection.State(
                        Status.RECONNECT_REQUIRED, Reason.GRANT_ENDED, state.epoch(), state.generation())));
    }

    public static StoredConnection disconnected(Connection before) {
        Connection.State state = before.state();
        return with(
                before,
                new Connection.State(Status.DISCONNECTED, null, state.epoch() + 1, state.generation() + 1),
                null);
    }

    private static StoredConnection with(Connection c, Connection.State state, @Nullable TokenPair tokens) {
        return new StoredConnection(
                new Connection(
                        c.id(), c.owner(), c.site(), c.origin(), c.kind(), c.account(), c.scopes(), state, c.dates()),
                tokens);
    }

    public static Ticket ticket(String key, Instant expiresAt) {
        return new Ticket("link", key, "browser", Secret.of("content of " + key), expiresAt);
    }

    /** Replaces a row if it still has the epoch and the generation of another one. */
    public static boolean replace(Store store, Connection before, StoredConnection after) {
        return store.change(
                before.id(),
                (row, now) -> sameCounters(row.connection().state(), before.state())
                        ? Change.Outcome.write(after, true)
                        : Change.Outcome.leave(false));
    }

    private static boolean sameCounters(Connection.State one, Connection.State other) {
        return one.epoch() == other.epoch() && one.generation() == other.generation();
    }
}

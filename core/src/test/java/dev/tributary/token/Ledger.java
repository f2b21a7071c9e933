package dev.tributary.token;

import dev.tributary.model.Connection;
import dev.tributary.model.Connection.State;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.NotConnected;
import dev.tributary.model.Owner;
import dev.tributary.store.Change;
import dev.tributary.store.ConnectionQuery;
import dev.tributary.store.ConnectionStore;
import dev.tributary.store.Due;
import dev.tributary.store.HeldPair;
import dev.tributary.store.Share;
import dev.tributary.store.StoredConnection;
import dev.tributary.token.Grant.Pair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The simulated store, and what must hold of every write to it. */
final class Ledger implements ConnectionStore {

    private final World world;
    private final Server server;
    private final Witness witness;
    private final Gazette gazette;
    private final Map<ConnectionId, StoredConnection> rows = new LinkedHashMap<>();

    /** The chain of pairs that each connection is entitled to. */
    private final Map<ConnectionId, Pair[]> chains = new LinkedHashMap<>();

    Ledger(World world, Server server, Witness witness, Gazette gazette) {
        this.world = world;
        this.server = server;
        this.witness = witness;
        this.gazette = gazette;
    }

    void enter(StoredConnection row, Pair first) {
        rows.put(row.connection().id(), row);
        chains.put(row.connection().id(), first.newest);
    }

    StoredConnection row(ConnectionId id) {
        return Objects.requireNonNull(rows.get(id));
    }

    Pair[] chain(ConnectionId id) {
        return Objects.requireNonNull(chains.get(id));
    }

    /** Returns the connections, of which nobody outside knows what carries pairs for several. */
    List<ConnectionId> ids() {
        return rows.values().stream()
                .filter(row -> !row.isCarrier())
                .map(row -> row.connection().id())
                .toList();
    }

    List<StoredConnection> rows() {
        return List.copyOf(rows.values());
    }

    /** Returns the row whose pair a connection lives on: its own, unless it is another's. */
    StoredConnection pairOf(StoredConnection row) {
        return Share.carrierOf(row).map(this::row).orElse(row);
    }

    @Override
    public <T> T change(ConnectionId id, Change<T> change) {
        StoredConnection before = find(id).orElseThrow(() -> new NotConnected(id));
        boolean good = holdsGood(before);
        Change.Outcome<T> outcome = change.apply(before, now());
        StoredConnection after = outcome.row();
        if (after != null) {
            rows.put(id, after);
            count();
            check(id, before, after, good);
        }
        return outcome.result();
    }

    @Override
    public List<Due> due(@Nullable Due after, int limit) {
        return rows.values().stream()
                .filter(row -> row.dueAt().filter(due -> !due.isAfter(now())).isPresent())
                .limit(limit)
                .map(StoredConnection::connection)
                .map(connection -> new Due(connection.id(), connection.site(), now()))
                .toList();
    }

    @Override
    public boolean hasSibling(StoredConnection row, List<String> sites) {
        Connection connection = row.connection();
        return rows.values().stream()
                .map(StoredConnection::connection)
                .filter(other -> !row.isOneWith(other.id()) && sites.contains(other.site()))
                .anyMatch(other ->
                        other.account().id().equals(connection.account().id())
                                && other.state().status() != Status.DISCONNECTED);
    }

    @Override
    public List<Connection> ending(Duration ahead, int limit) {
        throw new UnsupportedOperationException("Nothing ends within an hour.");
    }

    @Override
    public Instant now() {
        return Instant.ofEpochMilli(world.now);
    }

    @Override
    public Optional<StoredConnection> find(ConnectionId id) {
        return Optional.ofNullable(rows.get(id));
    }

    @Override
    public Optional<StoredConnection> find(Owner owner, String site) {
        return rows.values().stream()
                .filter(row -> row.connection().owner().equals(owner)
                        && row.connection().site().equals(site))
                .findFirst();
    }

    @Override
    public List<Connection> list(ConnectionQuery query) {
        throw new UnsupportedOperationException("No renewal does that.");
    }

    @Override
    public boolean insert(StoredConnection first) {
        Connection connection = first.connection();
        if (find(connection.owner(), connection.site()).isPresent()) {
            return false;
        }
        rows.put(connection.id(), first);
        count();
        if (first.isCarrier()) {
            entitle(connection.id(), pairs(first).get(0));
        } else {
            gazette.changedHands(connection);
        }
        return true;
    }

    /** Returns the pairs in a row, the current one first. */
    List<Pair> pairs(StoredConnection row) {
        List<Pair> pairs = new ArrayList<>();
        if (row.current() != null) {
            pairs.add(pair(row.current()));
        }
        row.spares().forEach(spare -> pairs.add(pair(spare)));
        return pairs;
    }

    Pair pair(HeldPair held) {
        return server.pair(Objects.requireNonNull(held.tokens().refreshToken()));
    }

    boolean holdsGood(StoredConnection row) {
        return pairs(row).stream().anyMatch(server::accepts);
    }

    /** What a user does is no renewal, and may end what it likes. */
    void userChanges(ConnectionId id, StoredConnection after) {
        rows.put(id, after);
    }

    void entitle(ConnectionId id, Pair first) {
        chains.put(id, first.newest);
    }

    private void count() {
        witness.counts(
                rows.values().stream().filter(row -> row.current() != null).count());
    }

    private void check(ConnectionId id, StoredConnection before, StoredConnection after, boolean wasGood) {
        State old = before.connection().state();
        State now = after.connection().state();
        if (now.generation() < old.generation() || now.epoch() < old.epoch()) {
            world.violated("counters", "generation or epoch went back");
        }
        boolean otherEpoch = now.epoch() > old.epoch();
        if (otherEpoch && !after.isCarrier()) {
            gazette.changedHands(after.connection());
        } else if (now.generation() > old.generation() && !after.isCarrier() && now.status() == Status.ACTIVE) {
            gazette.landed(after.connection());
        }
        if (otherEpoch && after.current() != null) {
            entitle(id, pairs(after).get(0));
        }
        boolean samePair = Objects.equals(tokenOf(before), tokenOf(after));
        if (!samePair && now.generation() == old.generation()) {
            world.violated("a loser overwrites", "the pair of generation " + old.generation() + " was replaced");
        }
        for (Pair pair : pairs(after)) {
            pair.savedAt = pair.savedAt < 0 ? world.now : pair.savedAt;
            world.nodes.forEach(node -> node.unsaved.remove(pair));
            if (pair.newest != chain(id)) {
                world.violated("another grant's pair lands", pair + " in a row of another epoch");
            }
        }
        if (wasGood
                && !holdsGood(after)
                && after.share() == null
                && after.connection().isActive()
                && witness.holder(chain(id), true) == null) {
            world.violated("a write loses the grant", "the last pair that the server would accept is gone");
        }
        if (old.status() == Status.ACTIVE && now.status() == Status.RECONNECT_REQUIRED) {
            if (after.current() != null) {
                witness.marked(id);
            }
            if (!after.isCarrier()) {
                gazette.marked(after.connection());
            }
        }
    }

    private static Object tokenOf(StoredConnection row) {
        return row.tokens() == null ? "none" : row.tokens().accessToken();
    }
}

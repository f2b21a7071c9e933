package dev.tributary.store;

import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.NotConnected;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A store that lasts as long as the process, for tests, trials and a first program. Whoever restarts it sends every user to
 * connect again: a {@code JdbcStore} on a SQLite file is as easy and does not.
 *
 * <p>Thread-safe; never blocks for long and never throws {@link dev.tributary.model.Unavailable}.
 */
public final class MemoryStore implements Walkable {

    private static final Comparator<Ticket> ORDER =
            Comparator.comparing(Ticket::kind).thenComparing(Ticket::key);

    private final Map<ConnectionId, StoredConnection> connections =
            new TreeMap<>(Comparator.comparing(ConnectionId::value));
    private final Map<Place, ConnectionId> places = new HashMap<>();
    private final Map<Name, Ticket> tickets = new HashMap<>();

    private record Place(Owner owner, String site) {}

    private record Name(String kind, String key) {}

    private final Clock clock;

    /** Makes an empty store that takes the time from the system. */
    public MemoryStore() {
        this(Clock.systemUTC());
    }

    /** Makes an empty store with a clock of its own; for tests. */
    public MemoryStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Optional<StoredConnection> find(ConnectionId id) {
        return Optional.ofNullable(connections.get(id));
    }

    @Override
    public synchronized Optional<StoredConnection> find(Owner owner, String site) {
        return Optional.ofNullable(places.get(new Place(owner, site))).map(connections::get);
    }

    @Override
    public synchronized List<Connection> list(ConnectionQuery query) {
        Instant now = clock.instant();
        return connections.values().stream()
                .filter(row -> query.matches(row, now))
                .limit(query.limit())
                .map(StoredConnection::connection)
                .toList();
    }

    @Override
    public synchronized boolean insert(StoredConnection first) {
        Connection connection = first.connection();
        Place place = new Place(connection.owner(), connection.site());
        if (connections.containsKey(connection.id()) || places.containsKey(place)) {
            return false;
        }
        places.put(place, connection.id());
        connections.put(connection.id(), first);
        return true;
    }

    @Override
    public synchronized <T> T change(ConnectionId id, Change<T> change) {
        StoredConnection row = find(id).orElseThrow(() -> new NotConnected(id));
        Change.Outcome<T> outcome = change.apply(row, clock.instant());
        if (outcome.row() != null) {
            outcome.row().requireSameRowAs(row.connection());
            connections.put(id, outcome.row());
        }
        return outcome.result();
    }

    @Override
    public synchronized List<Due> due(@Nullable Due after, int limit) {
        Instant now = clock.instant();
        return connections.values().stream()
                .flatMap(row -> row.dueAt().map(since -> due(row, since)).stream())
                .filter(due -> !due.since().isAfter(now) && (after == null || due.isBehind(after)))
                .sorted(Comparator.comparing(Due::since)
                        .thenComparing(due -> due.id().value()))
                .limit(limit)
                .toList();
    }

    private static Due due(StoredConnection row, Instant since) {
        return new Due(row.connection().id(), row.connection().site(), since);
    }

    @Override
    public synchronized boolean hasSibling(StoredConnection row, List<String> sites) {
        Connection connection = row.connection();
        return connections.values().stream()
                .map(StoredConnection::connection)
                .filter(other -> !row.isOneWith(other.id()))
                .filter(other ->
                        other.account().id().equals(connection.account().id()))
                .filter(other -> other.state().status() != Connection.Status.DISCONNECTED)
                .anyMatch(other -> sites.contains(other.site()));
    }

    @Override
    public synchronized List<Connection> ending(Duration ahead, int limit) {
        Instant now = clock.instant();
        return connections.values().stream()
                .filter(row -> row.endAsOf(now)
                        .filter(end -> isInSight(end, now, ahead) && !end.equals(row.toldEnd()))
                        .isPresent())
                .limit(limit)
                .map(StoredConnection::connection)
                .toList();
    }

    private static boolean isInSight(Instant end, Instant now, Duration ahead) {
        return !end.isBefore(now) && end.isBefore(now.plus(ahead));
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public synchronized void put(Ticket ticket) {
        if (tickets.putIfAbsent(name(ticket), ticket) != null) {
            throw new IllegalStateException("A ticket of kind '" + ticket.kind() + "' with that key exists already.");
        }
    }

    @Override
    public synchronized Optional<Ticket> peek(String kind, String key) {
        return Optional.ofNullable(tickets.get(new Name(kind, key)));
    }

    @Override
    public synchronized Optional<Ticket> take(String kind, String key) {
        return Optional.ofNullable(tickets.remove(new Name(kind, key)));
    }

    @Override
    public synchronized boolean exchange(Ticket taken, Ticket next) {
        if (!tickets.containsKey(name(taken))) {
            return false;
        }
        put(next);
        tickets.remove(name(taken));
        return true;
    }

    @Override
    public synchronized int count(String kind, String group, Instant after) {
        return Math.toIntExact(tickets.values().stream()
                .filter(ticket -> ticket.kind().equals(kind) && ticket.group().equals(group))
                .filter(ticket -> ticket.expiresAt().isAfter(after))
                .count());
    }

    @Override
    public synchronized List<Ticket> expired(String kind, Instant before, int limit) {
        return tickets.values().stream()
                .filter(ticket ->
                        ticket.kind().equals(kind) && ticket.expiresAt().isBefore(before))
                .sorted(Comparator.comparing(Ticket::expiresAt))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized long size() {
        return connections.size() + (long) tickets.size();
    }

    @Override
    public synchronized List<StoredConnection> connections(@Nullable ConnectionId after, int limit) {
        return connections.values().stream()
                .filter(row -> after == null || row.connection().id().value().compareTo(after.value()) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<Ticket> tickets(@Nullable Ticket after, int limit) {
        return tickets.values().stream()
                .filter(ticket -> after == null || ORDER.compare(ticket, after) > 0)
                .sorted(ORDER)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized boolean reseal(Ticket before, Secret content) {
        Ticket found = tickets.get(name(before));
        if (found == null || !found.content().equals(before.content())) {
            return false;
        }
        tickets.put(name(before), before.with(content));
        return true;
    }

    private static Name name(Ticket ticket) {
        return new Name(ticket.kind(), ticket.key());
    }
}

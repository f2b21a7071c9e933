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

    /** The next generation, with a pair of that name. */
    public static StoredConnection renewed(Connection before, String pair) {
        long epoch = before.state().epoch();
        long generation = before.state().generation() + 1;
        return with(before, new Connection.State(Status.ACTIVE, null, epoch, generation), pair(pair));
    }

    /** The same generation, marked as dead. */
    public static StoredConnection marked(StoredConnection before) {
        Connection.State state = before.connection().state();
        return with(
                before.connection(),
                new Connection.State(Status.RECONNECT_REQUIRED, Reason.GRANT_ENDED, state.epoch(), state.generation()),
                before.tokens());
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
}

package dev.tributary.confluence;

import dev.tributary.model.Account;
import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** Connections as the engine hands them out. */
final class Samples {

    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private Samples() {}

    static Connection connectionOf(String username) {
        return connection(URI.create("http://localhost:8090"), new Account("key-of-alice", username, "Alice"));
    }

    static Connection connection(URI origin, Account account) {
        return with(origin, account, "WRITE");
    }

    static Connection reading(URI origin, Account account) {
        return with(origin, account, "READ");
    }

    private static Connection with(URI origin, Account account, String scope) {
        return new Connection(
                new ConnectionId("11111111-2222-4333-8444-555555555555"),
                new Owner(Owner.DEFAULT_APP, "alice-of-the-app"),
                "wiki",
                origin,
                Connection.Kind.OAUTH,
                account,
                List.of(scope),
                new Connection.State(Connection.Status.ACTIVE, null, 1, 1),
                new Connection.Dates(NOON, NOON, NOON.plusSeconds(3600), null));
    }
}

package dev.tributary.gateway.budget;

import dev.tributary.confluence.Meaning;
import dev.tributary.model.Account;
import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** A site's budget in a test's own time, and the Confluence behind it. */
final class Sited {

    final HandTime time = new HandTime();
    final SiteBudget budget = new SiteBudget(time);

    static Connection connection(String app, String user) {
        return connection(app, user, user, "https://wiki.example.org");
    }

    static Connection connection(String app, String user, String account, String origin) {
        return new Connection(
                ConnectionId.random(),
                new Owner(app, user),
                "wiki",
                URI.create(origin),
                Connection.Kind.OAUTH,
                new Account("key-of-" + account, account, account),
                List.of("WRITE"),
                new Connection.State(Connection.Status.ACTIVE, null, 1, 1),
                new Connection.Dates(Instant.EPOCH, Instant.EPOCH, null, null));
    }

    static MultiMap fields(int limit, int remaining, int fill) {
        MultiMap fields = MultiMap.caseInsensitiveMultiMap()
                .add("X-RateLimit-Limit", String.valueOf(limit))
                .add("X-RateLimit-Remaining", String.valueOf(remaining));
        return fill == 0
                ? fields
                : fields.add("X-RateLimit-FillRate", String.valueOf(fill)).add("X-RateLimit-Interval-Seconds", "1");
    }

    void served(Connection connection, MultiMap fields) {
        budget.heard(connection, new Meaning.Served(), fields);
    }

    void refused(Connection connection, Meaning.RateLimited limited) {
        budget.heard(connection, limited, MultiMap.caseInsensitiveMultiMap());
    }

    Future<Void> asks(Connection connection) {
        return budget.turn(connection, Priority.INTERACTIVE);
    }

    Future<Void> asksInBulk(Connection connection) {
        return budget.turn(connection, Priority.BULK);
    }
}

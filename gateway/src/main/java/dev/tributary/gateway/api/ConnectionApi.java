package dev.tributary.gateway.api;

import dev.tributary.authorization.Connections;
import dev.tributary.authorization.Disconnected;
import dev.tributary.gateway.audit.Audit;
import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Fields;
import dev.tributary.gateway.http.Incoming;
import dev.tributary.gateway.http.Refused;
import dev.tributary.gateway.identity.Identity;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionId;
import dev.tributary.store.ConnectionQuery;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows applications their connections, and ends them. */
final class ConnectionApi {

    private static final int PAGE = 100;
    private static final Set<String> FILTERS = Set.of("user", "site", "status", "endsBefore", "cursor");

    private final Connections connections;
    private final Audit audit;

    ConnectionApi(Connections connections, Audit audit) {
        this.connections = connections;
        this.audit = audit;
    }

    Answer list(Identity asking, Incoming request) {
        Map<String, String> filters = Fields.read(request.query());
        if (!FILTERS.containsAll(filters.keySet())) {
            throw Refused.malformed(
                    "The query has a parameter that is not known. There are user, site, status, endsBefore, cursor.");
        }
        List<Connection> found = connections.list(query(asking, filters));
        Map<String, Object> page = new LinkedHashMap<>();
        page.put(
                "connections",
                found.stream()
                        .limit(PAGE)
                        .filter(connection ->
                                asking.mayActFor(connection.owner().user()))
                        .map(ConnectionView::of)
                        .toList());
        if (found.size() > PAGE) {
            page.put("cursor", found.get(PAGE - 1).id().value());
        }
        return Answer.json(200, page);
    }

    Answer show(Identity asking, Incoming request) {
        return Answer.json(200, ConnectionView.of(find(asking, request.parameter())));
    }

    Answer end(Identity asking, Incoming request) {
        Connection connection = find(asking, request.parameter());
        Disconnected ended = connections.disconnect(connection.id());
        audit.event("connection.ended")
                .owner(connection.owner())
                .with("site", connection.site())
                .with("connection", connection.id())
                .with("revocation", ended.revocation())
                .log();
        return Answer.json(200, ConnectionView.of(connection, ended));
    }

    /** One more than a page, to see whether there is another. */
    private static ConnectionQuery query(Identity asking, Map<String, String> filters) {
        Optional<String> user = Optional.ofNullable(filters.get("user")).or(asking::user);
        return new ConnectionQuery(
                asking.app().id(),
                user.isEmpty() ? null : Users.of(asking, user).user(),
                filters.get("site"),
                status(filters.get("status")),
                cursor(filters.get("cursor")),
                PAGE + 1,
                instant(filters.get("endsBefore")));
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Refused.malformed("endsBefore must be an instant such as 2027-01-31T00:00:00Z.");
        }
    }

    private static @Nullable Status status(@Nullable String text) {
        try {
            return text == null ? null : Status.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw Refused.malformed("The status must be one of ACTIVE, RECONNECT_REQUIRED, DISCONNECTED.");
        }
    }

    private static @Nullable ConnectionId cursor(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return id(text).orElseThrow(() -> Refused.malformed("The cursor must be one that a page before came with."));
    }

    /** What belongs to another application, or to a user who is none of one's own, looks as if it did not exist. */
    private Connection find(Identity asking, String id) {
        return id(id).flatMap(connections::find)
                .filter(connection ->
                        connection.owner().app().equals(asking.app().id())
                                && asking.mayActFor(connection.owner().user()))
                .orElseThrow(() -> new Refused(
                        404, "unknown-connection", "Unknown connection", "There is no such connection for this app."));
    }

    private static Optional<ConnectionId> id(String text) {
        try {
            return Optional.of(new ConnectionId(text));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}

package dev.tributary.gateway.console;

import dev.tributary.authorization.Connections;
import dev.tributary.gateway.config.AppConfig;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionId;
import dev.tributary.store.ConnectionQuery;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The connections of all applications that the configuration has. Blocking and thread-safe. */
final class Register {

    /** The most that is counted. */
    static final int MOST = 1000;

    private final List<String> apps;
    private final Connections connections;

    Register(GatewayConfig config, Connections connections) {
        this.apps = config.apps().stream().map(AppConfig::id).sorted().toList();
        this.connections = connections;
    }

    /**
     * Which to list.
     *
     * @param app only this application's; absent for all
     * @param user only this user's; absent for all
     * @param site only at this site; absent for all
     * @param status only with this status; absent for all
     * @param endsBefore only those whose user has to connect again before; absent for all
     */
    record Filter(
            @Nullable String app,
            @Nullable String user,
            @Nullable String site,
            @Nullable Status status,
            @Nullable Instant endsBefore) {

        static final Filter NONE = new Filter(null, null, null, null, null);

        Filter ofAnybody() {
            return new Filter(app, null, site, status, endsBefore);
        }

        Filter with(Status other) {
            return new Filter(app, user, site, other, endsBefore);
        }

        Filter at(String other) {
            return new Filter(app, user, other, status, endsBefore);
        }

        Filter endingBefore(Instant end) {
            return new Filter(app, user, site, status, end);
        }
    }

    List<String> apps() {
        return apps;
    }

    /** Returns some connections, in the order of their ids, which are unique over all applications. */
    List<Connection> list(Filter filter, @Nullable ConnectionId after, int limit) {
        return apps.stream()
                .filter(app -> filter.app() == null || filter.app().equals(app))
                .flatMap(app -> connections.list(query(app, filter, after, limit)).stream())
                .sorted(Comparator.comparing(connection -> connection.id().value()))
                .limit(limit)
                .toList();
    }

    /** Returns how many there are, as people read it. */
    String count(Filter filter) {
        int size = list(filter, null, MOST).size();
        return size < MOST ? String.valueOf(size) : MOST + " or more";
    }

    private static ConnectionQuery query(String app, Filter filter, @Nullable ConnectionId after, int limit) {
        return new ConnectionQuery(
                app, filter.user(), filter.site(), filter.status(), after, limit, filter.endsBefore());
    }
}

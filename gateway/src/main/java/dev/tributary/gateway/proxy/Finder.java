package dev.tributary.gateway.proxy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tributary.authorization.Connections;
import dev.tributary.gateway.http.Refused;
import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds the connection a call is for. An owner has one at a site, under the same id for ever, so that much is remembered;
 * whether it can be used is told by whoever hands out its token. Thread-safe.
 */
final class Finder {

    private static final long MOST_REMEMBERED = 100_000;

    private final Vertx vertx;
    private final Connections connections;
    private final Cache<Place, ConnectionId> byPlace =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();
    private final Cache<ConnectionId, Place> byId =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    Finder(Vertx vertx, Connections connections) {
        this.vertx = vertx;
        this.connections = connections;
    }

    /** Returns the connection's id. Fails with {@link Refused}, and as {@link Connections} does. */
    Future<ConnectionId> find(Caller caller, String site, Selector selector) {
        Optional<Place> place = Optional.ofNullable(selector.user()).map(user -> place(caller, user, site));
        return selector.connection() == null
                ? byPlace(place.orElseThrow(), caller)
                : byId(selector, caller, site).compose(found -> agreeing(found, place));
    }

    private Future<ConnectionId> byPlace(Place place, Caller caller) {
        ConnectionId known = byPlace.getIfPresent(place);
        if (known != null) {
            return Future.succeededFuture(known);
        }
        return looked(() -> connections.find(place.owner(), place.site()))
                .map(found -> found.orElseThrow(() -> new Refused(Failures.notConnected(caller.connectPage()))))
                .map(connection -> {
                    byPlace.put(place, connection.id());
                    return remembered(connection).id();
                });
    }

    private Future<Found> byId(Selector selector, Caller caller, String site) {
        Optional<ConnectionId> id = selector.id();
        if (id.isEmpty()) {
            return Future.failedFuture(unknown());
        }
        Place known = byId.getIfPresent(id.get());
        Future<Optional<Place>> place = known != null
                ? Future.succeededFuture(Optional.of(known))
                : looked(() -> connections.find(id.get()))
                        .map(found -> found.map(this::remembered).map(Place::of));
        return place.map(is -> is.filter(at -> at.owner().app().equals(caller.app())
                        && at.site().equals(site)
                        && caller.speaksFor(at.owner().user()))
                .map(at -> new Found(id.get(), at))
                .orElseThrow(Finder::unknown));
    }

    private static Future<ConnectionId> agreeing(Found found, Optional<Place> asked) {
        return asked.isEmpty() || asked.get().equals(found.place())
                ? Future.succeededFuture(found.id())
                : Future.failedFuture(
                        Refused.malformed("Tributary-User and Tributary-Connection name two different users."));
    }

    private <T> Future<T> looked(Supplier<T> blocking) {
        return vertx.executeBlocking(blocking::get, false);
    }

    private Connection remembered(Connection connection) {
        byId.put(connection.id(), Place.of(connection));
        return connection;
    }

    private static Place place(Caller caller, String user, String site) {
        try {
            return new Place(new Owner(caller.app(), user), site);
        } catch (IllegalArgumentException noUser) {
            throw Refused.malformed(String.valueOf(noUser.getMessage()));
        }
    }

    /** The same for a connection that does not exist and for one of somebody else. */
    private static Refused unknown() {
        return new Refused(
                404, "unknown-connection", "Unknown connection", "There is no such connection at this site.");
    }

    private record Place(Owner owner, String site) {

        static Place of(Connection connection) {
            return new Place(connection.owner(), connection.site());
        }
    }

    private record Found(ConnectionId id, Place place) {}
}

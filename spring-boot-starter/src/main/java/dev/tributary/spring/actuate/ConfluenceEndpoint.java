package dev.tributary.spring.actuate;

import dev.tributary.Tributary;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import dev.tributary.store.ConnectionQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * Shows who is connected, and whose connection ends soon. It names users, so expose it only to those who may know them; as with
 * every endpoint of Actuator but health, nothing is exposed unless the application says so.
 */
@Endpoint(id = "confluence")
public final class ConfluenceEndpoint {

    private static final int PAGE = 100;

    private final Tributary tributary;
    private final Duration ahead;

    /**
     * Takes the engine.
     *
     * @param tributary the engine
     * @param ahead how soon an end is in sight
     */
    public ConfluenceEndpoint(Tributary tributary, Duration ahead) {
        this.tributary = tributary;
        this.ahead = ahead;
    }

    /**
     * Returns one page of connections, in the order of their ids.
     *
     * @param user only this user's
     * @param site only those at this site
     * @param status only those with this status
     * @param ending whether to show only those whose user has to connect again soon, or at once
     * @param after the {@code next} of the page before
     */
    @ReadOperation
    public Page connections(
            @Nullable String user,
            @Nullable String site,
            @Nullable Status status,
            @Nullable Boolean ending,
            @Nullable String after) {
        ConnectionId behind = after == null ? null : new ConnectionId(after);
        ConnectionQuery all = new ConnectionQuery(Owner.DEFAULT_APP, user, site, status, behind, PAGE);
        Instant soon = tributary.services().clock().instant().plus(ahead);
        List<Connection> found =
                tributary.connections().list(Boolean.TRUE.equals(ending) ? all.endingBefore(soon) : all);
        String next = found.size() < PAGE ? null : found.get(PAGE - 1).id().value();
        return new Page(found.stream().map(one -> Seen.of(one, soon)).toList(), next);
    }

    /**
     * Some connections.
     *
     * @param connections the connections
     * @param next what {@code after} has to be for the rest; absent where there is none
     */
    public record Page(List<Seen> connections, @Nullable String next) {

        /** Keeps its own copy. */
        public Page {
            connections = List.copyOf(connections);
        }
    }

    /**
     * One connection.
     *
     * @param id its id
     * @param user whose it is
     * @param site at which site
     * @param account under which name there
     * @param kind how it is authorized
     * @param status whether it can be used
     * @param reason why not, where its user has to connect again
     * @param scopes what was granted
     * @param connectedAt when its user consented
     * @param renewedAt when it was renewed last
     * @param endsAt when its user has to connect again, where that is known
     * @param endInSight whether that is soon
     */
    public record Seen(
            String id,
            String user,
            String site,
            String account,
            Connection.Kind kind,
            Status status,
            Connection.@Nullable Reason reason,
            List<String> scopes,
            Instant connectedAt,
            Instant renewedAt,
            @Nullable Instant endsAt,
            boolean endInSight) {

        /** Keeps its own copy. */
        public Seen {
            scopes = List.copyOf(scopes);
        }

        static Seen of(Connection one, Instant soon) {
            Instant end = one.dates().endsAt();
            return new Seen(
                    one.id().value(),
                    one.owner().user(),
                    one.site(),
                    one.account().username(),
                    one.kind(),
                    one.state().status(),
                    one.state().reason(),
                    one.scopes(),
                    one.dates().connectedAt(),
                    one.dates().renewedAt(),
                    end,
                    end != null && end.isBefore(soon));
        }
    }
}

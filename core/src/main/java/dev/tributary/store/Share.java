package dev.tributary.store;

import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A row's part in a token pair that several connections live on (decision record 0014). */
public sealed interface Share {

    /**
     * The row is a connection without a pair of its own: it lives on that of another row.
     *
     * @param carrier the id of that row; kept like a secret, so that who may write the database cannot lend a pair to anybody
     */
    record Member(Secret carrier) implements Share {

        /** Makes one of a carrier. */
        public static Member of(ConnectionId carrier) {
            return new Member(Secret.of(carrier.value()));
        }

        /** Returns the id of the row with the pair. */
        public ConnectionId id() {
            return new ConnectionId(carrier.reveal());
        }
    }

    /**
     * The row carries a pair for others, and is no connection itself.
     *
     * @param parts who lives on it; whoever is named here and does not, is crossed out by and by
     * @param tidyAt from when on to look whether all of them do: somebody was about to come or to go, and may have died over it
     */
    record Carrier(List<Part> parts, @Nullable Instant tidyAt) implements Share {

        /** Keeps its own copy. */
        public Carrier {
            parts = List.copyOf(parts);
        }

        /** Says whether it carries a connection as that was in an epoch, or is about to carry it anew. */
        public boolean carries(ConnectionId id, long epoch) {
            return parts.stream().anyMatch(part -> part.id().equals(id) && part.epoch() >= epoch);
        }

        /** Returns the same with another one in place of what it knew of that connection. */
        public Carrier with(Part part) {
            Stream<Part> others = parts.stream().filter(old -> !old.id().equals(part.id()));
            return new Carrier(Stream.concat(others, Stream.of(part)).toList(), tidyAt);
        }

        /** Returns the same, to be looked through at an instant. */
        public Carrier tidiedAt(@Nullable Instant later) {
            return new Carrier(parts, later);
        }
    }

    /**
     * A connection that lives on a carrier.
     *
     * @param id the connection
     * @param epoch its epoch since it does
     */
    record Part(ConnectionId id, long epoch) {}

    /** Returns the carrier of a row that is a member. */
    static Optional<ConnectionId> carrierOf(StoredConnection row) {
        return row.share() instanceof Member member ? Optional.of(member.id()) : Optional.empty();
    }

    /** Returns what a row carries, if it does. */
    static Optional<Carrier> carriedBy(StoredConnection row) {
        return row.share() instanceof Carrier carrier ? Optional.of(carrier) : Optional.empty();
    }

    /** Says whether a row is that of a connection which lives on a carrier. */
    static boolean isMember(StoredConnection row, ConnectionId carrier) {
        boolean over = row.connection().state().status() == Status.DISCONNECTED;
        return !over && carrierOf(row).filter(carrier::equals).isPresent();
    }

    /** Returns the row of a carrier without some of its parts. With none left it has ended, and its pair is erased. */
    static StoredConnection released(StoredConnection row, Predicate<Part> gone) {
        Carrier carrier = carriedBy(row).orElseThrow();
        List<Part> left = carrier.parts().stream().filter(gone.negate()).toList();
        if (!left.isEmpty()) {
            return row.with(new Carrier(left, carrier.tidyAt()));
        }
        Connection connection = row.connection();
        boolean over = connection.state().status() == Status.DISCONNECTED;
        return new StoredConnection(over ? connection : connection.ended(), null).with(new Carrier(left, null));
    }
}

package dev.tributary.authorization;

import dev.tributary.deployment.SharedPlace;
import dev.tributary.deployment.Site;
import dev.tributary.deployment.Sites;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Kind;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Unavailable;
import dev.tributary.store.Change.Outcome;
import dev.tributary.store.ConnectionStore;
import dev.tributary.store.Share;
import dev.tributary.store.Share.Carrier;
import dev.tributary.store.Share.Part;
import dev.tributary.store.StoredConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a consent becomes a connection, statement by statement: with a pair of its own, or on one pair together with the other
 * connections that the same grant opens. Between any two statements the process may die, and others may connect, disconnect and
 * renew; what is in the store is right after each of them (decision record 0014). No pair ever moves from one row to another.
 *
 * <p>Blocking, and for one thread.
 */
final class Joining {

    /** How long whoever is about to come or to go may take, before somebody looks whether they did. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int MOST_TRIES = 5;
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Sites sites;
    private final ConnectionStore store;
    private final Site site;
    private final Entry entry;
    private final Terms terms;

    private Step step = Step.LOOK;
    private int tries;
    private Group group = new Group(null, null, List.of(), false);
    private ConnectionId id = ConnectionId.random();
    private long generation;
    private @Nullable StoredConnection replaced;
    private @Nullable StoredConnection carrier;
    private @Nullable Connection entered;
    private int taken;

    private enum Step {
        LOOK,
        ANNOUNCE,
        CARRY,
        ENTER,
        VERIFY,
        TAKE_ALONG,
        RELEASE,
        OVER
    }

    /**
     * What is in the store before.
     *
     * @param before the owner's connection at this site
     * @param carrier the row that carries pairs of this grant
     * @param others the owner's other connections that the grant opens
     * @param shares whether one pair can serve them all
     */
    private record Group(
            @Nullable StoredConnection before,
            @Nullable StoredConnection carrier,
            List<StoredConnection> others,
            boolean shares) {

        long epoch() {
            return before == null ? 0 : before.connection().state().epoch();
        }

        @Nullable
        Connection connection() {
            return before == null ? null : before.connection();
        }

        /** Those that have a pair of their own so far. */
        List<StoredConnection> alone() {
            return others.stream().filter(row -> row.share() == null).toList();
        }
    }

    Joining(Sites sites, ConnectionStore store, Site site, Entry entry, Terms terms) {
        this.sites = sites;
        this.store = store;
        this.site = site;
        this.entry = entry;
        this.terms = terms;
    }

    /** Does the next statement. Returns whether there is another one. */
    boolean next() {
        step = switch (step) {
            case LOOK -> look();
            case ANNOUNCE -> announce();
            case CARRY -> carry();
            case ENTER -> enter();
            case VERIFY -> verify();
            case TAKE_ALONG -> takeAlong();
            case RELEASE -> release();
            case OVER -> Step.OVER;
        };
        return step != Step.OVER;
    }

    /** Returns the connection, once it is over. */
    Connection connection() {
        return Objects.requireNonNull(entered);
    }

    /** Returns what was in the connection's place before. */
    Optional<StoredConnection> replaced() {
        return Optional.ofNullable(replaced);
    }

    /** Returns every row whose tokens are others now. */
    List<ConnectionId> touched() {
        StoredConnection shared = carrier;
        return Stream.concat(Stream.of(id), shared == null ? Stream.empty() : shared.ids().stream())
                .distinct()
                .toList();
    }

    private Step look() {
        if (++tries > MOST_TRIES) {
            throw new Unavailable("The connection is being changed by many at once.", RETRY, null);
        }
        taken = 0;
        carrier = null;
        StoredConnection before = store.find(entry.owner(), site.id()).orElse(null);
        if (before != null && terms.keep(before.connection())) {
            id = before.connection().id();
            entered = before.connection();
            return Step.OVER;
        }
        if (before != null) {
            terms.check(site, before.connection(), entry.account());
        }
        id = before == null ? id : before.connection().id();
        group = group(before);
        generation = Stream.concat(Stream.ofNullable(group.before()), group.others().stream())
                .mapToLong(row -> row.connection().state().generation())
                .max()
                .orElse(0);
        return formerCarrier().isPresent() ? Step.ANNOUNCE : joinOrEnter();
    }

    private Step joinOrEnter() {
        return group.shares() ? Step.CARRY : Step.ENTER;
    }

    private Group group(@Nullable StoredConnection before) {
        boolean renewable = entry.kind() == Kind.OAUTH && entry.tokens().refreshToken() != null;
        if (!site.hasOneGrant() || !renewable || !entry.account().isConfirmed()) {
            return new Group(before, null, List.of(), false);
        }
        String place = SharedPlace.of(site, entry.account(), entry.scopes());
        StoredConnection shared = store.find(entry.owner(), place).orElse(null);
        List<StoredConnection> members = members(shared);
        List<StoredConnection> others =
                Stream.concat(members.stream(), lonely()).toList();
        boolean opensAll = members.stream().allMatch(row -> isOpened(row.connection()));
        return new Group(before, shared, others, opensAll && !others.isEmpty());
    }

    /** Who lives on the pair already, but for the connection that is to be made. */
    private List<StoredConnection> members(@Nullable StoredConnection shared) {
        if (shared == null) {
            return List.of();
        }
        return Share.carriedBy(shared).stream()
                .flatMap(carried -> carried.parts().stream())
                .filter(part -> !part.id().equals(id))
                .flatMap(part -> store.find(part.id()).stream())
                .filter(row -> Share.isMember(row, shared.connection().id()))
                .toList();
    }

    /** The owner's other connections that the new grant is good for, and that have a pair of their own so far. */
    private Stream<StoredConnection> lonely() {
        return sites.sharing(site).stream()
                .filter(other -> !other.equals(site.id()))
                .flatMap(other -> store.find(entry.owner(), other).stream())
                .filter(row -> row.share() == null && isOfTheGrant(row.connection()));
    }

    private boolean isOfTheGrant(Connection other) {
        return other.kind() == Kind.OAUTH
                && other.state().status() != Status.DISCONNECTED
                && !other.state().isSuspended()
                && other.account().id().equals(entry.account().id())
                && new TreeSet<>(other.scopes()).equals(new TreeSet<>(entry.scopes()))
                && isOpened(other);
    }

    private boolean isOpened(Connection other) {
        return entry.opened().contains(other.origin());
    }

    /** The carrier that the connection lives on and is about to leave. */
    private Optional<ConnectionId> formerCarrier() {
        StoredConnection before = group.before();
        Optional<ConnectionId> former = before == null ? Optional.empty() : Share.carrierOf(before);
        StoredConnection next = group.shares() ? group.carrier() : null;
        return former.filter(
                leaving -> next == null || !leaving.equals(next.connection().id()));
    }

    private Step announce() {
        formerCarrier()
                .flatMap(leaving -> announce(store, leaving))
                .ifPresent(row -> generation =
                        Math.max(generation, row.connection().state().generation()));
        return joinOrEnter();
    }

    /** Has a carrier looked through before long, because somebody is about to leave it. Returns its row. */
    static Optional<StoredConnection> announce(ConnectionStore store, ConnectionId carrier) {
        return store.find(carrier)
                .map(found -> store.change(carrier, (row, now) -> {
                    Optional<Carrier> carried =
                            Share.carriedBy(row).filter(share -> !share.parts().isEmpty());
                    return carried.isEmpty()
                            ? Outcome.leave(row)
                            : Outcome.write(row.with(carried.get().tidiedAt(now.plus(PATIENCE))), row);
                }));
    }

    /** First the pair. It lists whoever is to live on it, so that no one who leaves takes it away from them. */
    private Step carry() {
        StoredConnection before = group.carrier();
        if (before == null) {
            StoredConnection first = carrier(null, store.now());
            carrier = store.insert(first) ? first : null;
        } else {
            carrier = store.<Optional<StoredConnection>>change(
                            before.connection().id(), (row, now) -> {
                                boolean same = row.connection().state().epoch()
                                        == before.connection().state().epoch();
                                if (!same) {
                                    return Outcome.leave(Optional.empty());
                                }
                                StoredConnection next = carrier(row, now);
                                return Outcome.write(next, Optional.of(next));
                            })
                    .orElse(null);
        }
        return carrier == null ? Step.LOOK : Step.ENTER;
    }

    private StoredConnection carrier(@Nullable StoredConnection before, Instant now) {
        Carrier carried = before == null
                ? new Carrier(List.of(), null)
                : Share.carriedBy(before).orElse(new Carrier(List.of(), null));
        for (StoredConnection other : group.alone()) {
            carried = carried.with(
                    new Part(other.connection().id(), other.connection().state().epoch()));
        }
        Carrier all = carried.with(new Part(id, group.epoch() + 1)).tidiedAt(now.plus(PATIENCE));
        return entry.carrier(before == null ? null : before.connection(), site, now, generation, all);
    }

    private Step enter() {
        Connection before = group.connection();
        if (before == null) {
            StoredConnection first = row(null, store.now());
            entered = store.insert(first) ? first.connection() : null;
        } else {
            entered = store.<Optional<Connection>>change(before.id(), (row, now) -> {
                        terms.check(site, row.connection(), entry.account());
                        if (!isAsSeen(row, group.epoch()) || terms.keep(row.connection())) {
                            return Outcome.leave(Optional.empty());
                        }
                        replaced = row;
                        StoredConnection next = row(row.connection(), now);
                        return Outcome.write(next, Optional.of(next.connection()));
                    })
                    .orElse(null);
        }
        if (entered == null) {
            // Somebody else was faster.
            return Step.LOOK;
        }
        return carrier == null ? Step.RELEASE : Step.VERIFY;
    }

    private StoredConnection row(@Nullable Connection before, Instant now) {
        StoredConnection shared = carrier;
        return shared == null
                ? entry.inPlaceOf(before, id, site, now, generation)
                : entry.member(before, id, site, now, shared);
    }

    /** The pair is to be newer than any that was handed out before for that connection. */
    private boolean isAsSeen(StoredConnection row, long epoch) {
        StoredConnection shared = carrier;
        Connection.State state = row.connection().state();
        return state.epoch() == epoch
                && (shared == null
                        || state.generation() < shared.connection().state().generation());
    }

    /** Whoever took the listing for a leftover may have crossed it out by now. */
    private Step verify() {
        Connection mine = connection();
        boolean carried = store.find(shared().connection().id())
                .filter(row -> row.connection().state().status() != Status.DISCONNECTED)
                .flatMap(Share::carriedBy)
                .filter(share -> share.carries(mine.id(), mine.state().epoch()))
                .isPresent();
        return carried ? Step.TAKE_ALONG : Step.LOOK;
    }

    private StoredConnection shared() {
        return Objects.requireNonNull(carrier);
    }

    /** Those who lived on the pair follow; one with a pair of its own gives it up. */
    private Step takeAlong() {
        if (taken == group.others().size()) {
            return Step.RELEASE;
        }
        Connection other = group.others().get(taken++).connection();
        store.change(other.id(), (row, now) -> {
            StoredConnection next = takenAlong(row, other.state().epoch());
            return next.equals(row) ? Outcome.leave(false) : Outcome.write(next, true);
        });
        return Step.TAKE_ALONG;
    }

    /** One that has changed meanwhile keeps its pair, and is crossed out before long. */
    private StoredConnection takenAlong(StoredConnection row, long epoch) {
        if (Share.isMember(row, shared().connection().id())) {
            return row.reflecting(shared());
        }
        boolean same = isAsSeen(row, epoch) && row.share() == null && isOfTheGrant(row.connection());
        return same ? Entry.takenAlong(row, shared()) : row;
    }

    private Step release() {
        StoredConnection before = replaced;
        Optional<ConnectionId> former = before == null ? Optional.empty() : Share.carrierOf(before);
        Optional<ConnectionId> now =
                Optional.ofNullable(carrier).map(row -> row.connection().id());
        former.filter(leaving -> now.filter(leaving::equals).isEmpty())
                .ifPresent(leaving -> release(
                        store,
                        leaving,
                        part -> isMine(part)
                                && part.epoch() < connection().state().epoch()));
        return Step.OVER;
    }

    /** In its present epoch another consent may have taken it along to where it was before. */
    private boolean isMine(Part part) {
        return part.id().equals(connection().id());
    }

    /**
     * Crosses a connection out that does not live on a carrier any more. Returns what the carrier was if that ended it, since
     * nobody else lives there; and empty otherwise.
     */
    static Optional<StoredConnection> release(ConnectionStore store, ConnectionId carrier, Predicate<Part> its) {
        return store.find(carrier)
                .flatMap(found -> store.change(carrier, (row, now) -> {
                    boolean listed = Share.carriedBy(row).stream()
                            .flatMap(share -> share.parts().stream())
                            .anyMatch(its);
                    if (!listed) {
                        return Outcome.leave(Optional.empty());
                    }
                    StoredConnection rest = Share.released(row, its);
                    return Outcome.write(rest, rest.current() == null ? Optional.of(row) : Optional.empty());
                }));
    }
}

package dev.tributary.token;

import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionId;
import dev.tributary.store.HeldPair;
import dev.tributary.store.Share;
import dev.tributary.store.StoredConnection;
import dev.tributary.token.Grant.Pair;
import dev.tributary.token.Grant.Receipt;
import dev.tributary.token.Schedule.Company;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Knows what no node knows: who holds which pair, what the server would say to it, and what must never happen. */
final class Witness implements Server.Mourner {

    private static final long WINDOW = 8 * World.MINUTE;

    private final World world;
    private final Server server;
    private final Rotation rotation;
    private final Company company;
    private final long late;
    private final long toSend;
    private final long recovery;
    private final List<Answer> flying = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private final List<Expectation> expected = new ArrayList<>();

    /** Connections that were given up although one more try might have saved them, because it might have ended others. */
    private final Set<ConnectionId> spared = new HashSet<>();

    private @Nullable Ledger ledger;
    private boolean endedByLateness;
    private boolean promised = true;
    private boolean hadTwoPairs;

    /** An answer with a pair, on its way to a node. */
    record Answer(Pair pair, Node node, int life) {

        boolean arrives() {
            return node.up && node.life == life;
        }
    }

    /** A request that a node waits for. */
    static final class Request {
        private final Pair spent;
        private final Node node;
        private final int life;
        private final boolean stalled;
        private boolean open = true;

        Request(Pair spent, Node node, boolean stalled) {
            this.spent = spent;
            this.node = node;
            this.life = node.life;
            this.stalled = stalled;
        }

        void over() {
            open = false;
        }

        private boolean isWaitedFor() {
            return open && node.up && node.life == life;
        }
    }

    private record Expectation(ConnectionId id, CompletableFuture<AccessToken> token) {

        boolean isMet() {
            return token.isDone() && !token.isCompletedExceptionally();
        }
    }

    /**
     * Who holds a pair that the server would accept.
     *
     * @param where the place
     * @param excused whether it came so late that others could not know: a spare, after their own attempt was noted
     */
    record Holder(String where, boolean excused) {}

    Witness(World world, Server server, Rotation rotation, RenewalTiming timing, Company company) {
        this.world = world;
        this.server = server;
        this.rotation = rotation;
        this.company = company;
        this.late = timing.answer().plus(timing.grace()).toMillis() - World.SECOND;
        this.toSend = timing.send().toMillis() + World.SECOND;
        this.recovery = timing.lease()
                .plus(timing.attempt())
                .plus(timing.grace())
                .plus(timing.watch())
                .plus(timing.sweep().multipliedBy(3))
                .plusSeconds(60)
                .toMillis();
    }

    void watch(Ledger rows) {
        this.ledger = rows;
    }

    private Ledger ledger() {
        if (ledger == null) {
            throw new IllegalStateException("watch(...) comes first");
        }
        return ledger;
    }

    /**
     * A request leaves. Where its node stalled longer than it may between looking at the clock and sending, nobody can keep
     * others from believing that it is over: what may come of that is the one thing that is not promised.
     */
    Request sends(Node node, Pair spent, boolean stalled) {
        promised &= !stalled;
        for (Request other : requests) {
            if (other.isWaitedFor() && other.spent == spent && !other.stalled && !stalled) {
                world.violated("requests overlap", node + " and " + other.node + " spend " + spent + " together");
            }
        }
        Request request = new Request(spent, node, stalled);
        requests.add(request);
        return request;
    }

    Answer answers(Pair pair, Node node, int life) {
        Answer answer = new Answer(pair, node, life);
        flying.add(answer);
        return answer;
    }

    void arrived(Answer answer) {
        flying.remove(answer);
    }

    /** Says whether nobody waits for anything any more. */
    boolean isQuiet() {
        boolean waiting = requests.stream().anyMatch(Request::isWaitedFor)
                || flying.stream().anyMatch(Answer::arrives)
                || world.nodes.stream().anyMatch(node -> !node.unsaved.isEmpty());
        return !waiting
                && expected.stream().allMatch(expectation -> expectation.token().isDone());
    }

    void expects(ConnectionId id, CompletableFuture<AccessToken> token) {
        expected.add(new Expectation(id, token));
    }

    @Nullable
    Holder holder(Pair[] chain, boolean inFlightToo) {
        return holder(pair -> pair.newest == chain, inFlightToo, world.now);
    }

    private @Nullable Holder holder(Predicate<Pair> wanted, boolean inFlightToo, long sentAt) {
        Predicate<Pair> good = wanted.and(server::accepts);
        Holder excused = null;
        for (StoredConnection row : ledger().rows()) {
            if (row.current() != null && good.test(ledger().pair(row.current()))) {
                return new Holder("the row", false);
            }
            for (HeldPair spare : row.spares()) {
                Pair pair = ledger().pair(spare);
                if (good.test(pair)) {
                    Holder holder = new Holder("a spare, " + pair, cameLate(pair) && pair.savedAt >= sentAt - toSend);
                    if (!holder.excused()) {
                        return holder;
                    }
                    excused = holder;
                }
            }
        }
        for (Node node : world.nodes) {
            for (Pair pair : node.unsaved) {
                if (node.up && good.test(pair)) {
                    Holder holder = new Holder(node + ", unsaved " + pair, world.now - pair.sentAt > late);
                    if (!holder.excused()) {
                        return holder;
                    }
                    excused = holder;
                }
            }
        }
        for (Answer answer : inFlightToo ? flying : List.<Answer>of()) {
            if (answer.arrives() && good.test(answer.pair)) {
                Holder holder =
                        new Holder("an answer on its way to " + answer.node, world.now - answer.pair.sentAt > late);
                if (!holder.excused()) {
                    return holder;
                }
                excused = holder;
            }
        }
        return excused;
    }

    private void broken(String invariant, String how) {
        if (promised) {
            world.violated(invariant, how);
        }
    }

    private boolean cameLate(Pair pair) {
        return !pair.receipts.isEmpty() && pair.receipts.get(0).at() - pair.sentAt > late;
    }

    @Override
    public void ended(Pair reused, long sentAt) {
        Holder holder = holder(pair -> pair.grant == reused.grant, true, sentAt);
        world.log(
                "the server ENDS grant %d for the reuse of %s, held by %s",
                reused.grant.number, reused, String.valueOf(holder));
        if (holder != null && holder.excused()) {
            endedByLateness = true;
        } else if (holder != null) {
            broken("reuse ends a live grant", "reuse of " + reused + " while " + holder.where() + " holds a good pair");
        } else if (rotation.hasLeeway() && somebodyWasWell(reused.spentAt)) {
            broken("reuse after the leeway", reused + " was sent late though a node was well in time");
        }
    }

    /** A connection was marked: nobody may have held what the server would accept. */
    void marked(ConnectionId id) {
        Holder held = holder(ledger().chain(id), false);
        Holder flying = holder(ledger().chain(id), true);
        world.log("%s is MARKED, held by %s", id, String.valueOf(flying));
        boolean untriedBecauseShared =
                sharesGrant() && held != null && held.where().equals("the row");
        if (untriedBecauseShared) {
            spared.add(id);
        } else if (held != null && !held.excused()) {
            broken("marked though alive", held.where() + " holds a pair that the server would accept");
        } else if (held == null && flying != null && !flying.excused()) {
            broken("marked though alive", flying.where());
        }
    }

    /** A last resort that may end the grant of another connection is not taken; those on one pair are one. */
    private boolean sharesGrant() {
        return company == Company.TWO_PAIRS || (company == Company.ONE_PAIR && hadTwoPairs);
    }

    /** Tells how many pairs there are of the grant, which matters to who might end it. */
    void counts(long pairs) {
        hadTwoPairs |= pairs > 1;
    }

    /** What must be true of a row when all faults are long over. */
    void judge(StoredConnection row) {
        if (row.isCarrier()) {
            judgeCarrier(row);
        } else {
            judgeConnection(row);
        }
    }

    /** Nobody's pair is kept, and everybody is told of what became of their pair. */
    private void judgeCarrier(StoredConnection carrier) {
        List<StoredConnection> members = ledger().rows().stream()
                .filter(row -> Share.isMember(row, carrier.connection().id()))
                .toList();
        if (members.isEmpty() && carrier.current() != null) {
            world.violated("a pair of nobody", "nobody lives on " + ledger().pairs(carrier));
        }
        for (StoredConnection member : members) {
            if (!member.reflecting(carrier).equals(member)) {
                world.violated("a member does not follow", member.connection() + " of " + carrier.connection());
            }
        }
    }

    private void judgeConnection(StoredConnection connection) {
        StoredConnection row = ledger().pairOf(connection);
        ConnectionId keeper = row.connection().id();
        boolean good = ledger().holdsGood(row);
        boolean over = connection.connection().state().status() == Status.DISCONNECTED;
        if (over && connection.current() != null) {
            world.violated("a pair after the end", connection.connection() + " has one");
        }
        switch (connection.connection().state().status()) {
            case DISCONNECTED -> {}
            case ACTIVE -> judgeActive(connection, good);
            case RECONNECT_REQUIRED -> {
                if (good && !sharesGrant()) {
                    world.violated("not served in the end", "the row is marked and holds a good pair");
                }
            }
        }
        if (!good && !over && !spared.contains(keeper)) {
            judgeLoss(row, ledger().chain(keeper)[0]);
        }
    }

    private void judgeActive(StoredConnection row, boolean good) {
        if (!good) {
            world.violated("not told in the end", "the pair is dead, the status ACTIVE, and faults are long over");
        } else if (!expected.stream()
                .filter(each -> each.id().equals(row.connection().id()))
                .allMatch(Expectation::isMet)) {
            world.violated("not served in the end", "somebody asked for a token and got none");
        }
    }

    private void judgeLoss(StoredConnection row, Pair newest) {
        if (rotation == Rotation.NONE) {
            broken("lost", "a grant without rotation cannot be lost");
        } else if (rotation.hasLeeway()) {
            judgeLossWithLeeway(row);
        } else {
            judgeLossWithout(newest);
        }
    }

    private void judgeLossWithout(Pair newest) {
        for (Receipt receipt : newest.receipts) {
            boolean excused = newest.grant.ended && (endedByLateness || receipt.at() - newest.sentAt > late);
            if (receipt.isByTheLiving() && !excused) {
                broken("lost", newest + " had reached " + receipt.node() + ", which lives");
            }
        }
        if (newest.savedAt >= 0 && !newest.grant.ended) {
            broken("lost", newest + " had been saved");
        }
    }

    private void judgeLossWithLeeway(StoredConnection row) {
        if (row.current() == null || ledger().pair(row.current()).grant.ended) {
            return;
        }
        Pair current = ledger().pair(row.current());
        Pair spent = current.superseded && current.parent != null ? current.parent : current;
        if (spent.spentAt < 0 || somebodyWasWell(spent.spentAt)) {
            broken("lost", current + " could have been asked for again in time");
        }
    }

    /** Says whether a node had long enough without trouble, between an instant and the end of the leeway, to recover. */
    private boolean somebodyWasWell(long since) {
        return since >= 0 && world.nodes.stream().anyMatch(node -> wasWell(node, since));
    }

    private boolean wasWell(Node node, long since) {
        List<long[]> troubles = new ArrayList<>(node.troubles);
        troubles.sort(Comparator.comparingLong(trouble -> trouble[0]));
        long well = since;
        for (long[] trouble : troubles) {
            if (trouble[1] > well && trouble[0] - well >= recovery) {
                break;
            }
            well = Math.max(well, trouble[1]);
        }
        return since + WINDOW - well >= recovery;
    }
}

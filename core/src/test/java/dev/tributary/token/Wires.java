package dev.tributary.token;

import dev.tributary.deployment.Site;
import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.RateLimited;
import dev.tributary.model.Secret;
import dev.tributary.model.TokenPair;
import dev.tributary.model.Unavailable;
import dev.tributary.store.Change;
import dev.tributary.store.Due;
import dev.tributary.store.StoredConnection;
import dev.tributary.store.ToldStore;
import dev.tributary.token.Grant.Pair;
import dev.tributary.token.Grant.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What connects one life of a node with the store and the server, and everything that can go wrong on the way. */
final class Wires implements Rows, RefreshEndpoint, Disposal {

    private static final long STORE_PATIENCE = 5 * World.SECOND;
    private static final Duration LIFE = Duration.ofMinutes(16);
    private static final Duration GRANT_LIFE = Duration.ofDays(90);
    private static final List<String> FATES = List.of(
            "no connection",
            "request lost",
            "answer lost",
            "answer lost",
            "slow request",
            "slow answer",
            "slow answer",
            "503 before",
            "503 after",
            "429",
            "garbage",
            "outage");

    private final World world;
    private final Node node;
    private final Ledger ledger;
    private final ToldStore store;
    private final Server server;
    private final Witness witness;
    private final Weather weather;
    private final RenewalTiming timing;

    /** What concerns all nodes. */
    static final class Weather {
        private long storeAwayUntil;
        private long serverAwayUntil;
        private String serverFate = "503 before";
        private int answers;

        long storeAwayUntil() {
            return storeAwayUntil;
        }
    }

    Wires(Schedule schedule, Node node) {
        this.world = schedule.world();
        this.node = node;
        this.ledger = schedule.ledger();
        this.store = schedule.store();
        this.server = schedule.server();
        this.witness = schedule.witness();
        this.weather = schedule.weather();
        this.timing = schedule.timing();
    }

    @Override
    public <T> CompletableFuture<T> change(ConnectionId id, Change<T> change) {
        return ask(() -> store.change(id, change));
    }

    @Override
    public CompletableFuture<List<Due>> due(@Nullable Due after, int limit) {
        return ask(() -> store.due(after, limit));
    }

    @Override
    public CompletableFuture<Boolean> hasSibling(StoredConnection row, List<String> sites) {
        return ask(() -> ledger.hasSibling(row, sites));
    }

    /** Nothing ends within an hour. */
    @Override
    public CompletableFuture<List<Connection>> ending(Duration ahead, int limit) {
        return CompletableFuture.completedFuture(List.of());
    }

    private <T> CompletableFuture<T> ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        boolean lost = isCutOff();
        boolean answerLost = false;
        long there = 1 + world.upTo(40);
        if (world.strikes(0.5)) {
            switch (world.chance.nextInt(5)) {
                case 0 -> lost = true;
                case 1 -> answerLost = true;
                case 2 -> there = world.upTo(8 * World.SECOND);
                case 3 -> {
                    lost = world.chance.nextBoolean();
                    answerLost = !lost;
                    node.cutOff(world.upTo(world.chance.nextInt(3) == 0 ? 14 * World.MINUTE : 90 * World.SECOND));
                }
                default -> {
                    lost = true;
                    storeGoesAway(world.upTo(world.chance.nextInt(3) == 0 ? 12 * World.MINUTE : World.MINUTE));
                }
            }
            world.log("%s and the store: lost %s, answer lost %s, there after %d ms", node, lost, answerLost, there);
        }
        Runnable giveUp =
                () -> answer.completeExceptionally(new Unavailable("The store is away.", Duration.ofSeconds(3), null));
        if (lost || answerLost || there > STORE_PATIENCE) {
            world.later(node, STORE_PATIENCE, giveUp);
        }
        if (!lost) {
            boolean silent = answerLost;
            int life = node.life;
            world.later(there, () -> {
                T result = question.get();
                if (!silent && node.life == life) {
                    world.reach(node, 1 + world.upTo(40), "an answer of the store", () -> {
                        if (isCutOff()) {
                            world.later(node, STORE_PATIENCE, giveUp);
                        } else {
                            answer.complete(result);
                        }
                    });
                }
            });
        }
        return answer;
    }

    private boolean isCutOff() {
        return world.now < node.cutOffUntil || world.now < weather.storeAwayUntil;
    }

    private void storeGoesAway(long span) {
        world.log("the STORE goes away for %d s", span / 1000);
        weather.storeAwayUntil = world.now + span;
        world.nodes.forEach(each -> each.trouble(span));
    }

    /** A node may stall after it has looked at the clock and before its bytes leave. */
    @Override
    public CompletableFuture<TokenOutcome> ask(Site site, List<String> scopes) {
        throw new IllegalStateException("No connection of these schedules is a service account's.");
    }

    @Override
    public CompletableFuture<TokenOutcome> renew(Site site, Secret refreshToken) {
        CompletableFuture<TokenOutcome> answer = new CompletableFuture<>();
        Pair spent = server.pair(refreshToken);
        if (world.strikes(0.7)) {
            long most = world.chance.nextInt(4) > 0 ? timing.send().toMillis() : 100 * World.SECOND;
            long stall = world.upTo(most);
            node.stall("the moment between looking at the clock and sending", stall);
            boolean tooLong = stall > timing.send().toMillis();
            world.later(node, 1, () -> send(spent, answer, tooLong));
        } else {
            send(spent, answer, false);
        }
        return answer;
    }

    private void send(Pair spent, CompletableFuture<TokenOutcome> answer, boolean stalled) {
        Witness.Request request = witness.sends(node, spent, stalled);
        world.later(timing.answer().toMillis(), request::over);
        String fate = fate();
        world.log("%s spends %s [%s]", node, spent, fate);
        long sentAt = world.now;
        long there = 5
                + world.upTo(200)
                + (fate.equals("slow request") ? 3 * World.SECOND + world.upTo(50 * World.SECOND) : 0);
        if (fate.equals("no connection")) {
            deliver(0, answer, request, failed(true));
        } else if (!fate.equals("request lost")) {
            int life = node.life;
            world.later(there, () -> serve(new Call(spent, sentAt, life, fate), answer, request));
        }
    }

    private record Call(Pair spent, long sentAt, int life, String fate) {}

    private void serve(Call call, CompletableFuture<TokenOutcome> answer, Witness.Request request) {
        String fate = call.fate();
        if (fate.equals("503 before") || fate.equals("429")) {
            deliver(call.life(), answer, request, fate.equals("429") ? limited() : failed(false));
            return;
        }
        Optional<Pair> pair = server.spend(call.spent(), call.sentAt(), witness);
        world.log("the server answers %s for %s", pair.map(Object::toString).orElse("a refusal"), call.spent());
        pair.ifPresent(issued -> issued.sentAt = call.sentAt());
        if (fate.equals("503 after") || fate.equals("garbage")) {
            deliver(call.life(), answer, request, failed(false));
        } else if (!fate.equals("answer lost") && node.life == call.life() && node.up) {
            long back = 5
                    + world.upTo(200)
                    + (fate.equals("slow answer")
                            ? 5 * World.SECOND + world.upTo((world.chance.nextInt(3) == 0 ? 200 : 80) * World.SECOND)
                            : 0);
            if (pair.isEmpty()) {
                deliver(back, call.life(), answer, request, new TokenOutcome.Refused("invalid_grant"));
            } else {
                deliverPair(back, call.life(), answer, request, pair.get());
            }
        }
    }

    private void deliverPair(
            long back, int life, CompletableFuture<TokenOutcome> answer, Witness.Request request, Pair pair) {
        Witness.Answer flying = witness.answers(pair, node, life);
        TokenOutcome issued = issued(pair);
        world.reach(node, back, "the arrival of a pair", () -> {
            witness.arrived(flying);
            pair.receipts.add(new Receipt(node, node.life, world.now));
            node.unsaved.add(pair);
            request.over();
            world.log("%s receives %s", node, pair);
            answer.complete(issued);
        });
    }

    private void deliver(
            int life, CompletableFuture<TokenOutcome> answer, Witness.Request request, TokenOutcome outcome) {
        deliver(5 + world.upTo(200), life, answer, request, outcome);
    }

    private void deliver(
            long back,
            int life,
            CompletableFuture<TokenOutcome> answer,
            Witness.Request request,
            TokenOutcome outcome) {
        if (life == 0 || node.life == life) {
            world.reach(node, back, "an answer of the server", () -> {
                request.over();
                answer.complete(outcome);
            });
        }
    }

    private String fate() {
        if (world.now < weather.serverAwayUntil) {
            return weather.serverFate;
        }
        if (!world.strikes(2.2)) {
            return "fine";
        }
        node.trouble(timing.attempt().toMillis());
        String fate = FATES.get(world.chance.nextInt(FATES.size()));
        if (!fate.equals("outage")) {
            return fate;
        }
        long span = world.upTo(world.chance.nextBoolean() ? 13 * World.MINUTE : 90 * World.SECOND);
        weather.serverAwayUntil = world.now + span;
        weather.serverFate = List.of("503 before", "429", "no connection").get(world.chance.nextInt(3));
        world.log("the SERVER goes away for %d s: %s", span / 1000, weather.serverFate);
        world.nodes.forEach(each -> each.trouble(span));
        return weather.serverFate;
    }

    /** Revoking ends the whole grant. */
    @Override
    public CompletableFuture<Revocation.Outcome> revoke(Site site, TokenPair tokens) {
        Pair pair = server.pair(java.util.Objects.requireNonNull(tokens.refreshToken()));
        for (ConnectionId id : ledger.ids()) {
            StoredConnection row = ledger.row(id);
            boolean connected = row.connection().isActive();
            if (connected && ledger.chain(ledger.pairOf(row).connection().id())[0].grant == pair.grant) {
                world.violated("a live grant is revoked", pair + " belongs to a connection that is in use");
            }
        }
        pair.grant.ended = true;
        return CompletableFuture.completedFuture(Revocation.Outcome.REVOKED);
    }

    private TokenOutcome issued(Pair pair) {
        Secret access = Secret.of("access-" + ++weather.answers);
        return new TokenOutcome.Issued(new IssuedTokens(access, pair.refreshToken(), LIFE, GRANT_LIFE), List.of());
    }

    private static TokenOutcome failed(boolean nothingSpent) {
        return new TokenOutcome.Failed(new Unavailable("It failed.", Duration.ofSeconds(1), null), nothingSpent);
    }

    private static TokenOutcome limited() {
        return new TokenOutcome.Failed(new RateLimited("wiki", Duration.ofSeconds(1)), true);
    }
}

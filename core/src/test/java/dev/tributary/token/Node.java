package dev.tributary.token;

import dev.tributary.model.ConnectionId;
import dev.tributary.token.Grant.Pair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A simulated process: it runs the real engine, crashes, stalls, and is cut off from the store. */
final class Node implements Timekeeper {

    private static final long MILLION = 1_000_000;

    final int number;
    final World world;
    final List<long[]> troubles = new ArrayList<>();

    /** Pairs that have come and are not in the store yet, as far as the world knows. */
    final List<Pair> unsaved = new ArrayList<>();

    private final long bootTime;
    private final Boot boot;
    int life;
    boolean up = true;
    long stalledUntil;
    long cutOffUntil;

    private @Nullable RenewingTokens desk;

    /** Starts the engine of a node. */
    interface Boot {
        RenewingTokens start(Node node);
    }

    Node(int number, World world, Boot boot) {
        this.number = number;
        this.world = world;
        this.boot = boot;
        this.bootTime = world.upTo(1000 * World.MINUTE);
    }

    void start() {
        desk = boot.start(this);
    }

    void crash(String where) {
        long away =
                world.chance.nextInt(3) == 0 ? world.upTo(13 * World.MINUTE) : World.SECOND + world.upTo(World.MINUTE);
        world.log("%s CRASHES at %s and comes back in %d s", this, where, away / 1000);
        up = false;
        life++;
        unsaved.clear();
        stalledUntil = 0;
        desk = null;
        trouble(away + 5 * World.SECOND);
        world.later(away, () -> {
            up = true;
            world.log("%s is back", this);
            start();
        });
    }

    void stall(String where) {
        long span = 2 * World.SECOND + world.upTo((world.chance.nextInt(4) == 0 ? 150 : 70) * World.SECOND);
        stall(where, span);
    }

    void stall(String where, long span) {
        world.log("%s STALLS for %d s at %s", this, span / 1000, where);
        stalledUntil = world.now + span;
        trouble(span);
    }

    void cutOff(long span) {
        world.log("%s is CUT OFF from the store for %d s", this, span / 1000);
        cutOffUntil = world.now + span;
        trouble(span);
    }

    void trouble(long span) {
        troubles.add(new long[] {world.now, world.now + span});
    }

    /** Somebody asks for a token, and sometimes loses patience. */
    void ask(ConnectionId id) {
        if (up && stalledUntil <= world.now && desk != null) {
            CompletableFuture<AccessToken> token = desk.accessToken(id, Duration.ZERO);
            if (!token.isDone() && world.strikes(0.5)) {
                world.log("%s: a caller gives up", this);
                token.cancel(true);
            } else if (token.isDone() && !token.isCompletedExceptionally() && world.strikes(0.05)) {
                world.log("%s: an access token is rejected", this);
                Detached.letGo(desk.replacementFor(token.join()).exceptionally(failure -> token.join()));
            }
        }
    }

    /** Somebody has changed a connection here. */
    void forget(ConnectionId id) {
        if (desk != null) {
            desk.forget(id);
        }
    }

    CompletableFuture<AccessToken> finallyAsk(ConnectionId id) {
        return Objects.requireNonNull(desk).accessToken(id, Duration.ZERO);
    }

    @Override
    public long nanoTime() {
        return (bootTime + world.now) * MILLION;
    }

    @Override
    public void later(Duration pause, Runnable work) {
        world.later(this, Math.max(0, pause.toMillis()), work);
    }

    @Override
    public String toString() {
        return "node " + number;
    }
}

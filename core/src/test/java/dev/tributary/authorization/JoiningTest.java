package dev.tributary.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.Site;
import dev.tributary.deployment.Sites;
import dev.tributary.model.Account;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.model.TokenPair;
import dev.tributary.store.MemoryStore;
import dev.tributary.store.Share;
import dev.tributary.store.StoredConnection;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two acts at once, in many orders of their statements; and one that is cut off after each of its statements. */
class JoiningTest {

    private static final Owner OWNER = new Owner("app", "alice");
    private static final Account ACCOUNT = new Account("key", "alice", "Alice");
    private static final int ORDERS = 250;
    private static final Sites SITES = sites();

    private final List<String> pairs = new ArrayList<>();

    /** What there is before. */
    private enum Before {
        NOTHING,
        RIVERS,
        BOTH,
        BOTH_ENDED;

        void prepare(JoiningTest test, MemoryStore store) {
            if (this != NOTHING) {
                test.connect(store, "rivers").finish();
            }
            if (this == BOTH || this == BOTH_ENDED) {
                test.connect(store, "lakes").finish();
            }
            if (this == BOTH_ENDED) {
                end(store, "rivers").finish();
                end(store, "lakes").finish();
            }
        }

        boolean hasRivers() {
            return this != NOTHING;
        }

        boolean hasLakes() {
            return this == BOTH || this == BOTH_ENDED;
        }
    }

    /** One act of two. */
    private record Play(String name, Function<MemoryStore, Act> act) {}

    @ParameterizedTest
    @EnumSource
    void whatever_comes_between_everybody_who_is_connected_has_a_live_pair(Before before) {
        List<Play> plays = plays(before);
        Random chance = new Random(14);
        for (int i = 0; i < plays.size(); i++) {
            for (Play other : plays.subList(i, plays.size())) {
                for (int order = 0; order < ORDERS; order++) {
                    meet(before, plays.get(i), other, chance);
                }
            }
        }
    }

    private void meet(Before before, Play one, Play other, Random chance) {
        MemoryStore store = new MemoryStore();
        before.prepare(this, store);
        List<Integer> taken = new ArrayList<>();
        together(one.act().apply(store), other.act().apply(store), () -> {
            taken.add(chance.nextInt(2));
            return taken.get(taken.size() - 1);
        });
        judge(store, () -> one.name() + " and " + other.name() + " in the order " + taken);
    }

    @ParameterizedTest
    @EnumSource
    void an_act_that_is_cut_off_harms_nobody_and_can_be_done_again(Before before) {
        for (Play cut : plays(before)) {
            for (Play next : plays(before)) {
                boolean more = true;
                for (int statements = 0; more; statements++) {
                    MemoryStore store = new MemoryStore();
                    before.prepare(this, store);
                    Act first = cut.act().apply(store);
                    more = true;
                    for (int i = 0; i < statements && more; i++) {
                        more = first.next();
                    }
                    int done = statements;
                    Supplier<String> when =
                            () -> cut.name() + " cut off after " + done + " of its statements, and " + next.name();
                    rows(store).forEach(row -> judge(store, row, when));
                    next.act().apply(store).finish();
                    rows(store).forEach(row -> judge(store, row, when));
                    rows(store).forEach(row -> check(livesSomebodyOn(store, row) || isDue(row), row, when));
                    cut.act().apply(store).finish();
                    rows(store).forEach(row -> judge(store, row, when));
                }
            }
        }
    }

    @Test
    void a_second_consent_ends_with_one_pair_and_the_last_end_with_none() {
        MemoryStore store = new MemoryStore();
        Before.BOTH.prepare(this, store);
        assertThat(rows(store).stream().filter(row -> row.current() != null)).hasSize(1);

        end(store, "rivers").finish();
        assertThat(rows(store).stream().filter(row -> row.current() != null)).hasSize(1);
        end(store, "lakes").finish();
        assertThat(rows(store)).allMatch(row -> row.current() == null);
    }

    private List<Play> plays(Before before) {
        return Stream.of(
                        new Play("a consent at rivers", store -> connect(store, "rivers")),
                        new Play("a consent at lakes", store -> connect(store, "lakes")),
                        before.hasRivers() ? new Play("the end of rivers", store -> end(store, "rivers")) : null,
                        before.hasLakes() ? new Play("the end of lakes", store -> end(store, "lakes")) : null)
                .filter(play -> play != null)
                .toList();
    }

    private static void together(Act one, Act other, IntSupplier turn) {
        boolean first = true;
        boolean second = true;
        while (first || second) {
            boolean mine = first && (!second || turn.getAsInt() == 0);
            if (mine) {
                first = one.next();
            } else {
                second = other.next();
            }
        }
    }

    private static void judge(MemoryStore store, Supplier<String> when) {
        for (StoredConnection row : rows(store)) {
            judge(store, row, when);
            check(livesSomebodyOn(store, row), row, when);
            Optional<StoredConnection> carrier = Share.carrierOf(row).flatMap(store::find);
            check(
                    carrier.filter(found ->
                                    Share.isMember(row, found.connection().id()))
                            .map(found -> row.reflecting(found).equals(row))
                            .orElse(true),
                    row,
                    when);
        }
    }

    private static void judge(MemoryStore store, StoredConnection row, Supplier<String> when) {
        Status status = row.connection().state().status();
        if (row.isCarrier()) {
            check((row.current() == null) == (status == Status.DISCONNECTED), row, when);
        } else if (status == Status.DISCONNECTED) {
            check(row.current() == null, row, when);
        } else {
            StoredConnection keeper = Share.carrierOf(row)
                    .map(carrier -> store.find(carrier).orElseThrow())
                    .orElse(row);
            check(keeper.current() != null && keeper.connection().isActive(), row, when);
            check(row.share() == null || carries(keeper, row.connection()), row, when);
        }
    }

    private static boolean carries(StoredConnection keeper, Connection member) {
        return Share.carriedBy(keeper)
                .orElseThrow()
                .carries(member.id(), member.state().epoch());
    }

    private static void check(boolean holds, StoredConnection row, Supplier<String> when) {
        if (!holds) {
            throw new AssertionError(when.get() + ": " + row);
        }
    }

    private static boolean livesSomebodyOn(MemoryStore store, StoredConnection row) {
        return !row.isCarrier()
                || row.current() == null
                || rows(store).stream()
                        .anyMatch(
                                other -> Share.isMember(other, row.connection().id()));
    }

    private static boolean isDue(StoredConnection row) {
        return Share.carriedBy(row).orElseThrow().tidyAt() != null;
    }

    private static List<StoredConnection> rows(MemoryStore store) {
        return store.connections(null, 100);
    }

    private Act connect(MemoryStore store, String site) {
        pairs.add(site);
        Instant now = store.now();
        TokenPair pair = new TokenPair(
                Secret.of("access-" + pairs.size()),
                Secret.of("refresh-" + pairs.size()),
                now.plusSeconds(3600),
                now.plusSeconds(3000),
                now.plusSeconds(7_776_000));
        return Act.connect(SITES, store, SITES.get(site), OWNER, ACCOUNT, pair);
    }

    private static Act end(MemoryStore store, String site) {
        return Act.disconnect(
                store, store.find(OWNER, site).orElseThrow().connection().id());
    }

    private static Sites sites() {
        ClientRegistration registration =
                new ClientRegistration("client", Secret.of("secret"), URI.create("https://app.example"), List.of());
        return new Sites(Stream.of("rivers", "lakes")
                .map(name -> Site.cloud(name, Cloud.atlassian(), registration))
                .toList());
    }
}

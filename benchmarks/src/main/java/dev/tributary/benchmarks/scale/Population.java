package dev.tributary.benchmarks.scale;

import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.Site;
import dev.tributary.model.Account;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Reason;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.model.TokenPair;
import dev.tributary.store.Change;
import dev.tributary.store.HeldPair;
import dev.tributary.store.StoredConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Users and their connections: the same ones each time, one of a hundred to be connected again, one of a thousand
 * disconnected, one of ten at a second site and one of a thousand at a third. Nobody's access token ends during a run, and
 * nothing is due unless it is made so.
 */
final class Population {

    static final String APP = Owner.DEFAULT_APP;
    static final String MANY = "wiki";
    static final String SOME = "team";
    static final String FEW = "lab";

    /** As long as those of Data Center. */
    private static final int TOKEN_CHARS = 150;

    private static final Duration TWO_THIRDS = Duration.ofDays(60);
    private static final Duration IDLE_LIFE = Duration.ofDays(90);
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final Instant now;

    Population(Instant now) {
        this.now = now;
    }

    static List<Site> sites() {
        return List.of(site(MANY), site(SOME), site(FEW));
    }

    /** Returns the id of a connection by its number: without order, as all are. */
    static ConnectionId id(int number) {
        SplittableRandom chance = new SplittableRandom(number);
        return new ConnectionId(new UUID(chance.nextLong(), chance.nextLong()).toString());
    }

    static String user(int number) {
        return "user-%07d@example.org".formatted(number);
    }

    /** Says whether a connection can be used. */
    static boolean isActive(int number) {
        return status(number) == Status.ACTIVE;
    }

    /** Returns a connection that was renewed within the last 30 days. */
    StoredConnection row(int number) {
        SplittableRandom chance = new SplittableRandom(number);
        Status status = status(number);
        Connection connection = new Connection(
                id(number),
                new Owner(APP, user(number)),
                siteOf(number),
                origin(siteOf(number)),
                Connection.Kind.OAUTH,
                new Account("%032x".formatted(number), "user%07d".formatted(number), "User Number " + number),
                List.of("WRITE"),
                new Connection.State(
                        status, status == Status.RECONNECT_REQUIRED ? Reason.GRANT_ENDED : null, 1, 1 + number % 700),
                new Connection.Dates(now.minus(Duration.ofDays(200)), now, null, null));
        Instant renewed = now.minusSeconds(chance.nextLong(Duration.ofDays(30).toSeconds()));
        StoredConnection bare = new StoredConnection(connection, (TokenPair) null);
        return status == Status.DISCONNECTED ? bare : idleSince(bare, renewed, chance);
    }

    /** Makes a connection due that was not, a little less each time. */
    Change<Boolean> overdue(int number) {
        Duration late = TWO_THIRDS.plusSeconds(60 + number % 100_000);
        return (row, time) -> Change.Outcome.write(idleSince(row, now.minus(late), new SplittableRandom(number)), true);
    }

    /** Makes a connection as it was at first. */
    Change<Boolean> fresh(int number) {
        return (row, time) -> Change.Outcome.write(row(number), true);
    }

    /** Returns the number of one of these connections. */
    static int number(Connection connection) {
        return Integer.parseInt(connection.owner().user().substring(5, 12));
    }

    private StoredConnection idleSince(StoredConnection row, Instant renewed, SplittableRandom chance) {
        Connection.Dates dates = new Connection.Dates(row.connection().dates().connectedAt(), renewed, null, null);
        Instant end = now.plus(Duration.ofDays(1));
        TokenPair pair = new TokenPair(
                token(chance), token(chance), end, end.minus(Duration.ofMinutes(10)), renewed.plus(IDLE_LIFE));
        return row.with(row.connection().with(dates)).with(HeldPair.untried(pair, renewed), List.of());
    }

    static Secret token(SplittableRandom chance) {
        StringBuilder token = new StringBuilder(TOKEN_CHARS);
        for (int i = 0; i < TOKEN_CHARS; i++) {
            token.append(LETTERS.charAt(chance.nextInt(LETTERS.length())));
        }
        return Secret.of(token.toString());
    }

    private static Status status(int number) {
        if (number % 1000 == 999) {
            return Status.DISCONNECTED;
        }
        return number % 100 == 98 ? Status.RECONNECT_REQUIRED : Status.ACTIVE;
    }

    private static String siteOf(int number) {
        if (number % 1000 == 500) {
            return FEW;
        }
        return number / 1000 % 10 == 1 ? SOME : MANY;
    }

    private static URI origin(String site) {
        return URI.create("https://" + site + ".example.org/confluence");
    }

    private static Site site(String id) {
        return Site.dataCenter(
                id,
                origin(id),
                new ClientRegistration(
                        "client",
                        Secret.of("client-secret"),
                        URI.create("https://app.example.org/callback"),
                        List.of()));
    }
}

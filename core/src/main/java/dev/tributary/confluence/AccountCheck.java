package dev.tributary.confluence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tributary.model.Account;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Reason;
import dev.tributary.model.Connection.State;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.GrantEnded;
import dev.tributary.store.Change;
import dev.tributary.store.ConnectionStore;
import dev.tributary.store.StoredConnection;
import dev.tributary.token.AccessToken;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * Decides what it means that Confluence served another name: a user was renamed, or another user was served. The lasting id
 * of the account tells, so Confluence is asked once who the token's user is. A new name is stored; another user suspends the
 * connection.
 *
 * <p>Thread-safe and never blocking its caller: asking and storing happen on a thread of the common pool.
 */
public final class AccountCheck {

    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final long MOST_REMEMBERED = 10_000;

    private final WhoIsServed whoIsServed;
    private final ConnectionStore store;
    private final BiConsumer<Connection, Reason> suspend;

    /** Tokens are handed out with the old name until they are renewed, which must not cost a question per call. */
    private final Cache<Sighting, Account> renamed = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MOST_REMEMBERED)
            .build();

    /**
     * Takes the way to ask, the store that keeps a new name, and what suspends a connection.
     *
     * @param whoIsServed asks whom a token belongs to
     * @param store keeps a new name
     * @param suspend ends the use of a connection until its user connects again; may block
     */
    public AccountCheck(WhoIsServed whoIsServed, ConnectionStore store, BiConsumer<Connection, Reason> suspend) {
        this.whoIsServed = whoIsServed;
        this.store = store;
        this.suspend = suspend;
    }

    /**
     * Returns the connection under its new name, after which the answer can be read again; or nothing when the name is
     * another user's: then the connection is suspended, the answer is to be withheld, and nothing is to be sent again.
     *
     * <p>The future fails with {@link dev.tributary.model.Unavailable} when Confluence or the store is away: then too the answer
     * is to be withheld, and the next one will ask again.
     *
     * @param token what was sent
     * @param servedAs the name that the answer gave
     */
    public CompletableFuture<Optional<Connection>> renamed(AccessToken token, String servedAs) {
        Connection connection = token.connection();
        Sighting sighting = new Sighting(connection.id(), connection.state().epoch(), connection.account(), servedAs);
        Account known = renamed.getIfPresent(sighting);
        if (known != null) {
            return CompletableFuture.completedFuture(Optional.of(connection.with(known)));
        }
        return CompletableFuture.supplyAsync(() -> whoIsServed
                .ask(token)
                .filter(found -> isTheSame(connection, found, servedAs))
                .map(found -> keep(sighting, connection, found))
                .or(() -> suspended(connection)));
    }

    private static boolean isTheSame(Connection connection, Account found, String servedAs) {
        boolean same = !connection.account().isConfirmed()
                || found.id().equals(connection.account().id());
        return same && ServedName.isThatOf(found.username(), servedAs);
    }

    private Connection keep(Sighting sighting, Connection connection, Account account) {
        store.change(
                connection.id(),
                (row, now) -> isOf(row, connection, account)
                        ? Change.Outcome.write(row.with(row.connection().with(account)), true)
                        : Change.Outcome.leave(false));
        renamed.put(sighting, account);
        return connection.with(account);
    }

    /** Whose an unconfirmed connection is, is known only of the tokens that were asked about. */
    private static boolean isOf(StoredConnection row, Connection asked, Account account) {
        Account known = row.connection().account();
        boolean sameTokens = row.connection().state().epoch() == asked.state().epoch();
        return known.isConfirmed() ? known.id().equals(account.id()) : sameTokens;
    }

    private Optional<Connection> suspended(Connection connection) {
        suspend.accept(connection, Reason.SERVED_AS_ANOTHER);
        return Optional.empty();
    }

    /**
     * Suspends a connection whose password Confluence takes no more before a CAPTCHA is solved, and returns what to throw. No call
     * shows that password again.
     *
     * <p>The future fails with {@link dev.tributary.model.Unavailable} when the store is away.
     */
    public CompletableFuture<GrantEnded> captchaDue(AccessToken token) {
        return CompletableFuture.supplyAsync(() -> {
            Connection connection = token.connection();
            suspend.accept(connection, Reason.CAPTCHA_DUE);
            State state = connection.state();
            return new GrantEnded(connection.with(
                    new State(Status.RECONNECT_REQUIRED, Reason.CAPTCHA_DUE, state.epoch(), state.generation())));
        });
    }

    private record Sighting(ConnectionId id, long epoch, Account account, String servedAs) {}
}

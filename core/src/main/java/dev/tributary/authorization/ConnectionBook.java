package dev.tributary.authorization;

import dev.tributary.authorization.Disconnected.Revocation;
import dev.tributary.deployment.Site;
import dev.tributary.deployment.Sites;
import dev.tributary.model.Account;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Kind;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.NotConnected;
import dev.tributary.model.Owner;
import dev.tributary.model.TokenPair;
import dev.tributary.model.Unavailable;
import dev.tributary.store.ConnectionQuery;
import dev.tributary.store.ConnectionStore;
import dev.tributary.store.StoredConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes, finds and ends connections. Every write is a compare-and-set on epoch and generation, tried again when somebody
 * else was faster, so that connecting, disconnecting and renewing may meet.
 */
public final class ConnectionBook implements Connections {

    private static final int TRIES = 20;
    private static final Duration LATER = Duration.ofSeconds(5);

    private final Sites sites;
    private final ConnectionStore store;
    private final Grants grants;
    private final Leftovers leftovers;
    private final Clock clock;

    /**
     * Opens the book.
     *
     * @param sites the sites users can be connected to
     * @param store where connections are kept
     * @param grants what is asked of the sites themselves
     * @param clock the time of connecting
     */
    public ConnectionBook(Sites sites, ConnectionStore store, Grants grants, Clock clock) {
        this.sites = sites;
        this.store = store;
        this.grants = grants;
        this.leftovers = new Leftovers(sites, grants);
        this.clock = clock;
    }

    @Override
    public Connection establish(Completion.Granted grant, @Nullable String acceptAccount) {
        AuthorizationIntent intent = grant.intent();
        Entry entry = new Entry(intent.owner(), Kind.OAUTH, grant.account(), grant.scopes(), grant.tokens());
        return enter(sites.get(intent.site()), entry, acceptAccount);
    }

    @Override
    public Connection connectWithPersonalAccessToken(PersonalToken token) {
        Site site = sites.get(token.site());
        Instant declared = token.expiresAt();
        boolean over = declared != null && !declared.isAfter(clock.instant());
        if (over || !PersonalTokens.isBearerToken(token.token())) {
            throw new AuthorizationFailed(Reason.TOKEN_REFUSED, site.id());
        }
        Account account = grants.account(site, token.token())
                .orElseThrow(() -> new AuthorizationFailed(Reason.TOKEN_REFUSED, site.id()));
        Instant end =
                declared != null ? declared : grants.expiry(site, token.token()).orElse(null);
        TokenPair alone = new TokenPair(token.token(), null, end, null, end);
        Entry entry = new Entry(token.owner(), Kind.PERSONAL_ACCESS_TOKEN, account, List.of(), alone);
        return enter(site, entry, token.acceptAccount());
    }

    private Connection enter(Site site, Entry entry, @Nullable String acceptAccount) {
        for (int i = 0; i < TRIES; i++) {
            Optional<StoredConnection> found = store.find(entry.owner(), site.id());
            if (found.isEmpty()) {
                StoredConnection first = entry.first(site, clock.instant());
                if (store.insert(first)) {
                    return first.connection();
                }
            } else {
                Connection before = found.get().connection();
                checkAccount(before, entry.account(), acceptAccount);
                StoredConnection after = entry.inPlaceOf(before, site, clock.instant());
                if (store.replace(before, after)) {
                    leftovers.revokeReplaced(found.get(), after.connection());
                    return after.connection();
                }
            }
        }
        throw contended(entry.owner());
    }

    /** A connection that its user ended binds nobody to its account. */
    private static void checkAccount(Connection before, Account account, @Nullable String acceptAccount) {
        boolean same = before.account().id().equals(account.id());
        boolean accepted = account.id().equals(acceptAccount);
        if (before.state().status() != Status.DISCONNECTED && !same && !accepted) {
            throw AuthorizationFailed.accountChanged(before.site(), account);
        }
    }

    @Override
    public Optional<Connection> find(ConnectionId id) {
        return store.find(id).map(StoredConnection::connection);
    }

    @Override
    public Optional<Connection> find(Owner owner, String site) {
        return store.find(owner, site).map(StoredConnection::connection);
    }

    @Override
    public List<Connection> list(ConnectionQuery query) {
        return store.list(query);
    }

    @Override
    public Disconnected disconnect(ConnectionId id) {
        for (int i = 0; i < TRIES; i++) {
            StoredConnection found = store.find(id).orElseThrow(() -> new NotConnected(id));
            Connection before = found.connection();
            if (before.state().status() == Status.DISCONNECTED) {
                return new Disconnected(Revocation.NOTHING_TO_REVOKE, leftovers.authorizationsPage(before));
            }
            if (store.replace(before, new StoredConnection(Entry.ended(before), null))) {
                return new Disconnected(leftovers.revoke(found), leftovers.authorizationsPage(before));
            }
        }
        throw contended(find(id).orElseThrow(() -> new NotConnected(id)).owner());
    }

    @Override
    public Revocation refuse(Completion.Granted grant) {
        return grants.revoke(sites.get(grant.intent().site()), grant.tokens());
    }

    @Override
    public void suspend(Connection connection) {
        Optional<StoredConnection> found = store.find(connection.id());
        if (found.isPresent() && found.get().connection().isActive()) {
            StoredConnection suspended = new StoredConnection(
                    Entry.suspended(found.get().connection()), found.get().tokens());
            store.replace(connection, suspended);
        }
    }

    private static Unavailable contended(Owner owner) {
        return new Unavailable(
                "The connection of user '" + owner.user() + "' is being changed by many at once.", LATER, null);
    }
}

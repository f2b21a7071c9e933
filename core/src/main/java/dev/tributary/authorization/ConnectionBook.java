package dev.tributary.authorization;

import dev.tributary.authorization.Disconnected.Revocation;
import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.Deployment;
import dev.tributary.deployment.Site;
import dev.tributary.deployment.Sites;
import dev.tributary.model.Account;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Kind;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import dev.tributary.store.Change;
import dev.tributary.store.ConnectionQuery;
import dev.tributary.store.ConnectionStore;
import dev.tributary.store.StoredConnection;
import dev.tributary.token.Tokens;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes, finds and ends connections. Each write is decided on the row as it stands and counts the epoch up, so that
 * connecting, disconnecting and renewing may meet.
 */
public final class ConnectionBook implements Connections {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionBook.class);

    private final Sites sites;
    private final ConnectionStore store;
    private final Grants grants;
    private final Tokens tokens;
    private final Leftovers leftovers;
    private final Intake intake;

    /**
     * Opens the book.
     *
     * @param sites the sites users can be connected to
     * @param store where connections are kept
     * @param grants what is asked of the sites themselves
     * @param tokens what must not hand out the tokens of a connection that was changed here
     * @param clock the time of connecting
     */
    public ConnectionBook(Sites sites, ConnectionStore store, Grants grants, Tokens tokens, Clock clock) {
        this.sites = sites;
        this.store = store;
        this.grants = grants;
        this.tokens = tokens;
        this.leftovers = new Leftovers(sites, grants);
        this.intake = new Intake(grants, clock);
    }

    @Override
    public Connection establish(Completion.Granted grant, @Nullable String acceptAccount) {
        AuthorizationIntent intent = grant.intent();
        Site site = sites.get(intent.site());
        Place place = Place.of(site, settled(grant).sites());
        Entry entry = new Entry(intent.owner(), Kind.OAUTH, grant.account(), grant.scopes(), grant.tokens(), place);
        Connection connection = enter(site, entry, acceptAccount);
        List<String> missing = missing(grant);
        if (!missing.isEmpty()) {
            LOG.warn(
                    "Site '{}' granted less than it was asked for: connection {} lacks {}. Calls that need that will fail."
                            + " Allow the registration these scopes there, or ask for less.",
                    site.id(),
                    connection.id(),
                    missing);
        }
        return connection;
    }

    @Override
    public List<String> missing(Completion.Granted grant) {
        Deployment deployment = sites.get(grant.intent().site()).deployment();
        List<String> asked = grant.intent().scopes();
        List<String> offline = grant.tokens().refreshToken() != null
                ? List.of()
                : deployment.asked(asked).stream()
                        .filter(scope -> !asked.contains(scope))
                        .toList();
        return Stream.concat(deployment.dialect().lacking(asked, grant.scopes()).stream(), offline.stream())
                .toList();
    }

    @Override
    public Completion.Granted settled(Completion.Granted grant) {
        if (!grant.needsChoice() || !(sites.get(grant.intent().site()).deployment() instanceof Cloud cloud)) {
            return grant;
        }
        return find(grant.intent().owner(), grant.intent().site())
                .filter(before -> before.state().status() != Status.DISCONNECTED)
                .flatMap(before -> grant.sites().stream()
                        .filter(offered -> cloud.origin(offered.id()).equals(before.origin()))
                        .findFirst())
                .map(known -> grant.at(known.id()))
                .orElse(grant);
    }

    @Override
    public Connection connect(HandedIn handed) {
        Site site = sites.get(handed.site());
        return enter(site, intake.entry(site, handed), handed.acceptAccount());
    }

    private Connection enter(Site site, Entry entry, @Nullable String acceptAccount) {
        Optional<StoredConnection> found = store.find(entry.owner(), site.id());
        if (found.isEmpty()) {
            StoredConnection first = entry.first(site, store.now());
            if (store.insert(first)) {
                return first.connection();
            }
            // Somebody else was faster, and a row stays for ever.
            found = store.find(entry.owner(), site.id());
        }
        Connection before = found.orElseThrow().connection();
        Replaced replaced = store.change(before.id(), (row, now) -> {
            checkAccount(row.connection(), entry.account(), acceptAccount);
            StoredConnection after = entry.inPlaceOf(row.connection(), site, now);
            return Change.Outcome.write(after, new Replaced(row, after.connection()));
        });
        tokens.forget(before.id());
        leftovers.revokeReplaced(replaced.before(), replaced.after());
        return replaced.after();
    }

    private record Replaced(StoredConnection before, Connection after) {}

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
        StoredConnection before = store.change(
                id,
                (row, now) -> row.connection().state().status() == Status.DISCONNECTED
                        ? Change.Outcome.leave(row)
                        : Change.Outcome.write(new StoredConnection(Entry.ended(row.connection()), null), row));
        tokens.forget(id);
        return new Disconnected(leftovers.revoke(before), leftovers.authorizationsPage(before.connection()));
    }

    @Override
    public Revocation refuse(Completion.Granted grant) {
        return grants.revoke(sites.get(grant.intent().site()), grant.tokens());
    }

    @Override
    public void suspend(Connection connection, Connection.Reason reason) {
        store.<Boolean>change(connection.id(), (row, now) -> {
            Connection found = row.connection();
            boolean same = found.isActive() && found.state().equals(connection.state());
            return same
                    ? Change.Outcome.write(row.with(Entry.suspended(found, reason)), true)
                    : Change.Outcome.leave(false);
        });
        tokens.forget(connection.id());
    }
}

package dev.tributary.authorization;

import dev.tributary.authorization.Disconnected.Revocation;
import dev.tributary.authorization.HandedIn.Adopted;
import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.Deployment;
import dev.tributary.deployment.Site;
import dev.tributary.deployment.Sites;
import dev.tributary.model.Account;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.CloudSite;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Kind;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Credential;
import dev.tributary.model.NotConnected;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.model.TokenPair;
import dev.tributary.store.Change;
import dev.tributary.store.ConnectionQuery;
import dev.tributary.store.ConnectionStore;
import dev.tributary.store.Share;
import dev.tributary.store.StoredConnection;
import dev.tributary.store.TicketStore;
import dev.tributary.token.AccessToken;
import dev.tributary.token.Tokens;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
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
    private final TakenPairs taken;

    /**
     * Opens the book.
     *
     * @param sites the sites users can be connected to
     * @param store where connections are kept
     * @param tickets where is remembered which pairs of other clients were taken in
     * @param grants what is asked of the sites themselves
     * @param tokens what must not hand out the tokens of a connection that was changed here
     * @param clock the time of connecting
     */
    public ConnectionBook(
            Sites sites, ConnectionStore store, TicketStore tickets, Grants grants, Tokens tokens, Clock clock) {
        this.sites = sites;
        this.store = store;
        this.grants = grants;
        this.tokens = tokens;
        this.leftovers = new Leftovers(sites, grants);
        this.intake = new Intake(grants, clock);
        this.taken = new TakenPairs(tickets, clock);
    }

    @Override
    public Connection establish(Completion.Granted grant, @Nullable String acceptAccount) {
        AuthorizationIntent intent = grant.intent();
        Site site = sites.get(intent.site());
        if (!site.provenance().equals(grant.provenance())) {
            throw new AuthorizationFailed(Reason.SITE_MOVED, site.id());
        }
        Place place = Place.of(site, settled(grant).sites());
        Entry entry = new Entry(
                intent.owner(),
                Kind.OAUTH,
                grant.account(),
                grant.scopes(),
                grant.tokens(),
                place,
                opened(site, grant));
        Connection connection = enter(site, entry, Terms.anew(acceptAccount));
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

    private static List<URI> opened(Site site, Completion.Granted grant) {
        return site.deployment() instanceof Cloud cloud
                ? grant.opened().stream().map(open -> cloud.origin(open.id())).toList()
                : List.of();
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
        Connection before = find(handed.owner(), site.id()).orElse(null);
        return handed instanceof Adopted adopted
                ? adopt(site, adopted, before)
                : enter(site, intake.entry(site, handed, before), Terms.anew(handed.acceptAccount()));
    }

    private Connection adopt(Site site, Adopted handed, @Nullable Connection before) {
        Terms terms = handed.onlyIfNewer()
                ? new Terms(handed.acceptAccount(), handed.tokens().issuedAt())
                : Terms.anew(handed.acceptAccount());
        if (before != null && (terms.keep(before) || taken.has(before.id(), handed.tokens()))) {
            return before;
        }
        Connection after = enter(site, intake.entry(site, handed, before), terms);
        taken.remember(after.id(), handed.tokens());
        return after;
    }

    private Connection enter(Site site, Entry entry, Terms terms) {
        Joining joining = new Joining(sites, store, site, entry, terms);
        boolean more = true;
        while (more) {
            more = joining.next();
        }
        joining.touched().forEach(tokens::forget);
        if (!terms.mayBeOneGrant()) {
            joining.replaced()
                    .filter(before -> !isSame(before.tokens(), entry.tokens()))
                    .ifPresent(before -> leftovers.revokeReplaced(before, joining.connection()));
        }
        return joining.connection();
    }

    /** A pair that is handed in twice, since the first time was not seen to succeed, replaces itself. */
    private static boolean isSame(@Nullable TokenPair before, TokenPair after) {
        return before != null
                && before.refreshToken() != null
                && Objects.equals(before.refreshToken(), after.refreshToken());
    }

    @Override
    public List<CloudSite> sites(String site, Secret accessToken) {
        return grants.sites(sites.get(site), Credential.bearer(accessToken));
    }

    @Override
    public Connection confirm(AccessToken token) {
        Connection unconfirmed = token.connection();
        if (unconfirmed.account().isConfirmed()) {
            return unconfirmed;
        }
        Account account = grants.account(sites.of(unconfirmed), token.credential(), unconfirmed)
                .orElseThrow(() -> new AuthorizationFailed(Reason.PAIR_REFUSED, unconfirmed.site()));
        Connection confirmed = store.change(unconfirmed.id(), (row, now) -> {
            Connection found = row.connection();
            boolean same = found.account().equals(unconfirmed.account())
                    && found.state().epoch() == unconfirmed.state().epoch();
            return same
                    ? Change.Outcome.write(row.with(found.with(account)), found.with(account))
                    : Change.Outcome.leave(found);
        });
        tokens.forget(confirmed.id());
        return confirmed;
    }

    @Override
    public Optional<Connection> find(ConnectionId id) {
        return store.find(id).filter(row -> !row.isCarrier()).map(StoredConnection::connection);
    }

    @Override
    public Optional<Connection> find(Owner owner, String site) {
        return store.find(owner, site).filter(row -> !row.isCarrier()).map(StoredConnection::connection);
    }

    @Override
    public List<Connection> list(ConnectionQuery query) {
        return store.list(query);
    }

    @Override
    public Disconnected disconnect(ConnectionId id) {
        Leaving leaving = new Leaving(store, id);
        boolean more = true;
        while (more) {
            more = leaving.next();
            tokens.forget(id);
        }
        StoredConnection before = leaving.before();
        return new Disconnected(revoked(leaving), leftovers.authorizationsPage(before.connection()));
    }

    @Override
    public Disconnected disconnect(Owner owner, String site) {
        Optional<Connection> found = find(owner, site);
        if (found.isEmpty()) {
            Connection never = Entry.neverConnected(owner, sites.get(site), store.now());
            if (store.insert(new StoredConnection(never, null))) {
                return new Disconnected(Revocation.NOTHING_TO_REVOKE, leftovers.authorizationsPage(never));
            }
            // Somebody has connected meanwhile.
            found = find(owner, site);
        }
        return disconnect(found.orElseThrow(() -> new NotConnected(owner, site)).id());
    }

    /** What others live on is left alone. */
    private Revocation revoked(Leaving leaving) {
        if (Share.carrierOf(leaving.before()).isEmpty()) {
            return leftovers.revoke(leaving.before());
        }
        leaving.emptied().map(row -> row.connection().id()).ifPresent(tokens::forget);
        return leaving.emptied()
                .map(leftovers::revoke)
                .orElse(leaving.wasOver() ? Revocation.NOTHING_TO_REVOKE : Revocation.STILL_USED);
    }

    @Override
    public Revocation refuse(String site, ObtainedTokens pair) {
        Site home = sites.get(site);
        // Where a user has one grant, it may be what another connection of that user lives on.
        boolean mayBeUsed = taken.has(pair) || !home.deployment().dialect().separateGrants();
        return mayBeUsed ? Revocation.STILL_USED : grants.revoke(home, pair.undated());
    }

    @Override
    public Revocation refuse(Completion.Granted grant) {
        Site site = sites.get(grant.intent().site());
        return site.provenance().equals(grant.provenance()) ? grants.revoke(site, grant.tokens()) : Revocation.FAILED;
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

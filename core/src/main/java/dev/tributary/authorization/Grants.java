package dev.tributary.authorization;

import dev.tributary.authorization.Completion.Declined;
import dev.tributary.authorization.Completion.Granted;
import dev.tributary.authorization.HandedIn.ServiceAccount;
import dev.tributary.deployment.Dialect;
import dev.tributary.deployment.Site;
import dev.tributary.http.Transport;
import dev.tributary.model.Account;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.CloudSite;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Kind;
import dev.tributary.model.Credential;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.model.TokenPair;
import dev.tributary.token.Revocation;
import dev.tributary.token.TokenEndpoint;
import dev.tributary.token.TokenOutcome;
import dev.tributary.token.TokenOutcome.Failed;
import dev.tributary.token.TokenOutcome.Issued;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** What connecting and disconnecting ask of a site itself: to issue a grant, to name its user, to revoke it. Blocking. */
public final class Grants {

    private final TokenEndpoint endpoint;
    private final Revocation revocation;
    private final WhoAmI whoAmI;
    private final Clock clock;

    /**
     * Takes the ways to a site.
     *
     * @param endpoint where codes are spent
     * @param revocation where grants are revoked
     * @param transport the way to everything else
     * @param clock the time that tokens are dated by, which is the store's
     */
    public Grants(TokenEndpoint endpoint, Revocation revocation, Transport transport, Clock clock) {
        this.endpoint = endpoint;
        this.clock = clock;
        this.revocation = revocation;
        this.whoAmI = new WhoAmI(transport);
    }

    /**
     * Returns whom a credential belongs to; empty if the site does not recognise its user. Throws {@link
     * dev.tributary.model.Unavailable} when the site does not answer.
     */
    public Optional<Account> account(Site site, Credential credential) {
        return whoAmI.account(site, credential);
    }

    /** As above, for the credential of a connection. */
    public Optional<Account> account(Site site, Credential credential, Connection connection) {
        // No token goes where nobody can be asked: there the account is the owner's name, whatever that looks like.
        return site.deployment().whoAmI().isEmpty()
                ? Optional.of(Account.of(connection.owner()))
                : whoAmI.account(site, credential, connection);
    }

    /** Returns the sites of Confluence Cloud that a credential opens; none where the base URL is the site. */
    public List<CloudSite> sites(Site site, Credential credential) {
        return whoAmI.sites(site, credential);
    }

    /** Returns all sites of Confluence Cloud that a credential opens, whether or not users may be connected to them here. */
    List<CloudSite> opened(Site site, Credential credential) {
        return whoAmI.opened(site, credential);
    }

    /** Returns whom a new token belongs to: the owner's own name where nobody can be asked. */
    Optional<Account> account(
            Site site, Owner owner, Credential credential, List<String> scopes, List<CloudSite> sites) {
        return site.deployment().whoAmI().isEmpty()
                ? Optional.of(Account.of(owner))
                : whoAmI.account(site, credential, scopes, sites);
    }

    /** As above, for a credential that is shown at that address of Confluence Cloud. */
    Optional<Account> account(Site site, Credential credential, URI origin) {
        return whoAmI.account(site, credential, origin);
    }

    /** As above, for a name and a password. Throws {@link AuthorizationFailed} when a CAPTCHA is due. */
    Optional<Account> passwordAccount(Site site, Credential credential) {
        return whoAmI.passwordAccount(site, credential);
    }

    /** Returns when a personal access token ends, where the site lets that be found out. */
    Optional<Instant> expiry(Site site, Credential credential) {
        return whoAmI.expiry(site, credential);
    }

    /** Asks for a token of the registration's own, and whose it is. What its user cannot be named of is revoked. */
    Entry serviceAccount(Site site, ServiceAccount wanted) {
        List<String> allowed = site.scopes();
        Dialect dialect = site.deployment().dialect();
        if (!wanted.scopes().isEmpty() && !dialect.talk().asksForScopes()) {
            throw new IllegalArgumentException(
                    "A service account of Cloud has the scopes of its registration. Ask for none, and choose them there.");
        }
        List<String> asked = dialect.within(allowed, wanted.scopes().isEmpty() ? allowed : wanted.scopes());
        Instant sentAt = clock.instant();
        TokenOutcome outcome = Await.result(endpoint.ask(site, asked));
        if (outcome instanceof Failed failed) {
            throw failed.failure();
        }
        if (!(outcome instanceof Issued issued)) {
            throw new IllegalStateException("Nothing was spent that could be refused.");
        }
        TokenPair token =
                issued.tokens().askedAt(sentAt, ThreadLocalRandom.current().nextDouble());
        try {
            Credential credential = Credential.bearer(token.accessToken());
            List<CloudSite> sites = onlyOne(site, whoAmI.sites(site, credential));
            List<String> scopes = issued.scopes().isEmpty() ? asked : issued.scopes();
            Account account = account(site, wanted.owner(), credential, scopes, sites)
                    .orElseThrow(() -> new AuthorizationFailed(Reason.NOT_SERVED, site.id()));
            return new Entry(wanted.owner(), Kind.SERVICE_ACCOUNT, account, scopes, token, Place.of(site, sites));
        } catch (RuntimeException e) {
            revoke(site, token);
            throw e;
        }
    }

    /** Nobody is there to choose. */
    private static List<CloudSite> onlyOne(Site site, List<CloudSite> sites) {
        if (site.deployment().resources().isEmpty() || sites.size() == 1) {
            return sites;
        }
        throw new Misconfigured(
                "sites." + site.id() + ".cloud.site",
                sites.isEmpty()
                        ? "The service account opens no Confluence site that is allowed here. Let it in there, or correct the address."
                        : "The service account opens %d Confluence sites. Name the one that is meant."
                                .formatted(sites.size()));
    }

    /** Spends a code. A grant whose user cannot be named is revoked before anybody hears of it. */
    Completion obtain(Site site, PendingFlow flow, AuthorizationIntent intent, Secret code) {
        Instant sentAt = clock.instant();
        TokenOutcome outcome = Await.result(endpoint.exchange(site, code, flow.verifier(), flow.redirectUri()));
        if (outcome instanceof Failed failed) {
            throw failed.failure();
        }
        if (!(outcome instanceof Issued issued)) {
            return new Declined(intent, new AuthorizationFailed(Reason.CODE_REFUSED, site.id()));
        }
        List<String> scopes = issued.scopes().isEmpty() ? intent.scopes() : issued.scopes();
        TokenPair tokens =
                issued.tokens().from(sentAt, ThreadLocalRandom.current().nextDouble());
        return opened(site, intent, tokens, scopes);
    }

    private Completion opened(Site site, AuthorizationIntent intent, TokenPair tokens, List<String> scopes) {
        try {
            List<CloudSite> opened = whoAmI.opened(site, Credential.bearer(tokens.accessToken()));
            List<CloudSite> sites = opened.stream()
                    .filter(found -> WhoAmI.mayBeChosen(site, found))
                    .toList();
            if (site.deployment().resources().isPresent() && sites.isEmpty()) {
                return declined(site, intent, tokens, Reason.NO_SITE);
            }
            return account(site, intent.owner(), Credential.bearer(tokens.accessToken()), scopes, sites)
                    .<Completion>map(
                            account -> new Granted(intent, site.provenance(), tokens, scopes, account, sites, opened))
                    .orElseGet(() -> declined(site, intent, tokens, Reason.NOT_SERVED));
        } catch (RuntimeException e) {
            revoke(site, tokens);
            throw e;
        }
    }

    private Declined declined(Site site, AuthorizationIntent intent, TokenPair tokens, Reason reason) {
        revoke(site, tokens);
        return new Declined(intent, new AuthorizationFailed(reason, site.id()));
    }

    /** Revokes a grant and says what became of that; never throws for a site that does not answer. */
    Disconnected.Revocation revoke(Site site, TokenPair tokens) {
        return switch (Await.result(revocation.revoke(site, tokens))) {
            case REVOKED -> Disconnected.Revocation.REVOKED;
            case NOT_SUPPORTED -> Disconnected.Revocation.NOT_SUPPORTED;
            case FAILED -> Disconnected.Revocation.FAILED;
        };
    }
}

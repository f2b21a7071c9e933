package dev.tributary.authorization;

import dev.tributary.authorization.Disconnected.Revocation;
import dev.tributary.deployment.Site;
import dev.tributary.deployment.Sites;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Kind;
import dev.tributary.model.TokenPair;
import dev.tributary.store.StoredConnection;
import java.net.URI;

/** Revokes the tokens that a connection leaves behind when it ends or is replaced. Blocking. */
final class Leftovers {

    private final Sites sites;
    private final Grants grants;

    Leftovers(Sites sites, Grants grants) {
        this.sites = sites;
        this.grants = grants;
    }

    /** Revokes what an ended connection held. What its user made or knows is the user's, who may need it elsewhere. */
    Revocation revoke(StoredConnection ended) {
        TokenPair tokens = ended.tokens();
        Kind kind = ended.connection().kind();
        if (tokens == null || (kind != Kind.OAUTH && kind != Kind.SERVICE_ACCOUNT)) {
            return Revocation.NOTHING_TO_REVOKE;
        }
        Revocation revocation = revoke(ended, tokens);
        // There is nobody who could end it by hand, nor has to: it ends within the hour.
        return kind == Kind.SERVICE_ACCOUNT && revocation == Revocation.NOT_SUPPORTED
                ? Revocation.NOTHING_TO_REVOKE
                : revocation;
    }

    private Revocation revoke(StoredConnection ended, TokenPair tokens) {
        return sites.home(ended.connection())
                .map(site -> revoke(site, ended, tokens))
                .orElse(Revocation.FAILED);
    }

    /** A spare belongs to the same grant; what becomes of the current pair is what the user is told. */
    private Revocation revoke(Site site, StoredConnection ended, TokenPair current) {
        ended.spares().forEach(spare -> grants.revoke(site, spare.tokens()));
        return grants.revoke(site, current);
    }

    /** Revokes a replaced pair, except where that would end the grant which replaced it. */
    void revokeReplaced(StoredConnection before, Connection after) {
        boolean sameUser =
                before.connection().account().id().equals(after.account().id());
        boolean mayBeTheSameGrant = sameUser && after.kind() == Kind.OAUTH;
        boolean separate = sites.home(before.connection())
                .filter(site -> site.deployment().dialect().separateGrants())
                .isPresent();
        if (separate || !mayBeTheSameGrant) {
            revoke(before);
        }
    }

    /** Returns where users see what they authorized; the base URL where the site is no longer configured. */
    URI authorizationsPage(Connection connection) {
        return sites.home(connection)
                .map(site -> site.deployment().authorizationsPage())
                .orElse(connection.origin());
    }
}

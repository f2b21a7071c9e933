package dev.tributary.authorization;

import dev.tributary.authorization.HandedIn.Adopted;
import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.Site;
import dev.tributary.model.Account;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.CloudSite;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Kind;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.Credential;
import dev.tributary.model.TokenPair;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Takes in token pairs that other clients obtained. It shows the access token to the site, and never spends the refresh token.
 * Blocking.
 */
final class Adoption {

    private final Grants grants;
    private final Clock clock;

    Adoption(Grants grants, Clock clock) {
        this.grants = grants;
        this.clock = clock;
    }

    /** Returns what may be written into the book. Throws {@link AuthorizationFailed} where the pair is of no use. */
    Entry entry(Site site, Adopted handed, @Nullable Connection before) {
        if (!PersonalTokens.isBearerToken(handed.tokens().accessToken())) {
            throw new AuthorizationFailed(Reason.PAIR_REFUSED, site.id());
        }
        TokenPair pair = handed.tokens()
                .pair(site.deployment().idleLife(), ThreadLocalRandom.current().nextDouble());
        boolean over = handed.tokens().isOver(clock.instant());
        if (over && (pair.refreshToken() == null || replaces(handed, before))) {
            throw new AuthorizationFailed(Reason.PAIR_REFUSED, site.id());
        }
        return over ? unseen(site, handed, pair) : seen(site, handed, pair, before);
    }

    /** Nobody has just consented to what is over: it is a copy, and what became of the pair may be what is there. */
    private static boolean replaces(Adopted handed, @Nullable Connection before) {
        return before != null && !handed.onlyIfNewer();
    }

    private Entry seen(Site site, Adopted handed, TokenPair pair, @Nullable Connection before) {
        Credential credential = Credential.bearer(pair.accessToken());
        List<String> scopes = scopes(site, handed);
        List<CloudSite> opened = grants.opened(site, credential);
        List<CloudSite> offered =
                opened.stream().filter(found -> WhoAmI.mayBeChosen(site, found)).toList();
        if (site.deployment().resources().isPresent() && offered.isEmpty()) {
            throw new AuthorizationFailed(Reason.NO_SITE, site.id());
        }
        Account account = grants.account(site, handed.owner(), credential, scopes, offered)
                .orElseThrow(() -> new AuthorizationFailed(Reason.PAIR_REFUSED, site.id()));
        Place place = Place.of(site, chosen(site, handed, offered, before));
        return entry(handed, account, scopes, pair, place, origins(site, opened));
    }

    /** Nobody can be asked with a token that is over. What is not known then is found out once the pair was renewed. */
    private static Entry unseen(Site site, Adopted handed, TokenPair pair) {
        Account account =
                site.deployment().whoAmI().isEmpty() ? Account.of(handed.owner()) : Account.unconfirmed(handed.owner());
        return entry(handed, account, scopes(site, handed), pair, placeUnasked(site, handed.cloudId()), List.of());
    }

    private static Place placeUnasked(Site site, @Nullable String meant) {
        if (!(site.deployment() instanceof Cloud cloud)) {
            return Place.of(site, List.of());
        }
        URI address = cloud.onlySite();
        String cloudId = cloud.onlyCloudId();
        if (address == null || cloudId == null) {
            throw new AuthorizationFailed(Reason.SITE_NOT_CHOSEN, site.id());
        }
        if (meant != null && !meant.equals(cloudId)) {
            throw new AuthorizationFailed(Reason.NO_SITE, site.id());
        }
        return Place.at(cloud.origin(cloudId), address);
    }

    /** The one that is meant; or else, of several, the one that the user had before and has not disconnected. */
    private static List<CloudSite> chosen(
            Site site, Adopted handed, List<CloudSite> offered, @Nullable Connection before) {
        if (!(site.deployment() instanceof Cloud cloud)) {
            return offered;
        }
        String meant = handed.cloudId();
        if (meant != null) {
            return meant(site, meant, offered);
        }
        if (offered.size() < 2) {
            return offered;
        }
        URI known = before == null || before.state().status() == Status.DISCONNECTED ? null : before.origin();
        return offered.stream()
                .filter(one -> cloud.origin(one.id()).equals(known))
                .toList();
    }

    private static List<CloudSite> meant(Site site, String id, List<CloudSite> offered) {
        List<CloudSite> one =
                offered.stream().filter(offer -> offer.id().equals(id)).toList();
        if (one.isEmpty()) {
            throw new AuthorizationFailed(Reason.NO_SITE, site.id());
        }
        return one;
    }

    /** What was granted need not be said where it is what was asked for (RFC 6749 section 5.1). */
    private static List<String> scopes(Site site, Adopted handed) {
        return handed.scopes().isEmpty() ? site.scopes() : handed.scopes();
    }

    private static List<URI> origins(Site site, List<CloudSite> opened) {
        return site.deployment() instanceof Cloud cloud
                ? opened.stream().map(open -> cloud.origin(open.id())).toList()
                : List.of();
    }

    private static Entry entry(
            Adopted handed, Account account, List<String> scopes, TokenPair pair, Place place, List<URI> opened) {
        return new Entry(handed.owner(), Kind.OAUTH, account, scopes, pair, place, opened);
    }
}

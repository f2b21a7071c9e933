package dev.tributary.spring.security;

import dev.tributary.SiteChooser;
import dev.tributary.Tributary;
import dev.tributary.authorization.Disconnected.Revocation;
import dev.tributary.authorization.HandedIn.Adopted;
import dev.tributary.authorization.ObtainedTokens;
import dev.tributary.deployment.OAuthServer;
import dev.tributary.deployment.Site;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.CloudSite;
import dev.tributary.model.Connection;
import dev.tributary.model.Owner;
import dev.tributary.model.RateLimited;
import dev.tributary.model.Unavailable;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;

/**
 * Makes connections of what Spring Security has obtained. A pair that is refused, by whatever and whomever, is revoked, where the server can,
 * since nobody would ever use it. Blocking and thread-safe.
 */
final class Keeping {

    private static final Logger LOG = LoggerFactory.getLogger(Keeping.class);

    private final Tributary tributary;
    private final RegistrationSites sites;
    private final SiteChooser chooser;
    private final Clock clock;

    Keeping(Tributary tributary, RegistrationSites sites, SiteChooser chooser, Clock clock) {
        this.tributary = tributary;
        this.sites = sites;
        this.chooser = chooser;
        this.clock = clock;
    }

    /**
     * What Spring Security has obtained.
     *
     * @param client the client that it makes of it
     * @param site where
     * @param pair the tokens, dated
     */
    record Obtained(OAuth2AuthorizedClient client, Site site, ObtainedTokens pair) {

        String registrationId() {
            return client.getClientRegistration().getRegistrationId();
        }
    }

    /** Says whether that is a copy of what somebody may be using: what has just been obtained lives, and as a rule can be renewed. */
    boolean isCopy(ObtainedTokens pair) {
        return pair.refreshToken() == null || pair.isOver(clock.instant());
    }

    /** Asks whose it is to be. What the application's own beans throw then refuses it. */
    <T> T whose(Obtained obtained, Supplier<T> answer) {
        try {
            return answer.get();
        } catch (Exception e) {
            refuse(obtained, e);
            throw e;
        }
    }

    /** Asks whose a copy is. Whoever saves it has what they need, so that one of whom that cannot be told is left alone. */
    <T> Optional<T> whoseCopy(Obtained obtained, Supplier<T> answer) {
        try {
            return Optional.of(answer.get());
        } catch (Exception e) {
            LOG.warn(
                    "Whose a copy is of what was obtained for registration '{}' cannot be told, and it is not kept: {}",
                    obtained.registrationId(),
                    e.toString());
            return Optional.empty();
        }
    }

    /**
     * Keeps it, unless what is there can do more. Nothing is revoked while the store or the server is away, since nobody knows then what was
     * kept.
     */
    Connection keep(Obtained obtained, Owner owner) {
        try {
            RedirectCheck.check(obtained.site());
            return richer(obtained, owner).orElseGet(() -> connect(Pairs.of(obtained, owner)));
        } catch (Unavailable | RateLimited e) {
            LOG.warn(
                    "What was obtained for registration '{}' could not be kept, and is not revoked: {}",
                    obtained.registrationId(),
                    e.getMessage());
            throw e;
        } catch (Exception e) {
            refuse(obtained, e);
            throw e;
        }
    }

    /** There are servers that hand out a refresh token at the first consent only. At Confluence each consent names its account. */
    private Optional<Connection> richer(Obtained obtained, Owner owner) {
        if (obtained.pair().refreshToken() != null || !(obtained.site().deployment() instanceof OAuthServer)) {
            return Optional.empty();
        }
        return tributary
                .connections()
                .find(owner, obtained.site().id())
                .filter(found -> found.isActive() && found.dates().grantEndsAt() != null);
    }

    private Connection connect(Adopted pair) {
        try {
            return tributary.connections().connect(pair);
        } catch (AuthorizationFailed e) {
            if (e.reason() != Reason.SITE_NOT_CHOSEN) {
                throw e;
            }
            List<CloudSite> offered =
                    tributary.connections().sites(pair.site(), pair.tokens().accessToken());
            CloudSite chosen = chooser.choose(offered).orElseThrow(() -> e);
            return tributary.connections().connect(pair.at(chosen.id()));
        }
    }

    private void refuse(Obtained obtained, Exception why) {
        boolean meant = Refusals.isMeant(why);
        LOG.atWarn()
                .setCause(meant ? null : why)
                .log(
                        "What was obtained for registration '{}' is not kept (revocation: {}): {}{}",
                        obtained.registrationId(),
                        revoked(obtained, why),
                        meant ? why.getMessage() : why,
                        sites.doubt(obtained.registrationId()));
    }

    /** Whatever fails here may not hide why it is refused: the store asks the application's data source, which may throw anything. */
    private Revocation revoked(Obtained obtained, Exception why) {
        try {
            return isCopy(obtained.pair())
                    ? Revocation.NOTHING_TO_REVOKE
                    : tributary.connections().refuse(obtained.site().id(), obtained.pair());
        } catch (Exception e) {
            if (e != why) {
                why.addSuppressed(e);
            }
            return Revocation.FAILED;
        }
    }
}

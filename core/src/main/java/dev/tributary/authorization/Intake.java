package dev.tributary.authorization;

import dev.tributary.authorization.Connections.PersonalToken;
import dev.tributary.authorization.HandedIn.Adopted;
import dev.tributary.authorization.HandedIn.ApiToken;
import dev.tributary.authorization.HandedIn.Password;
import dev.tributary.authorization.HandedIn.ServiceAccount;
import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.DataCenter;
import dev.tributary.deployment.Site;
import dev.tributary.model.Account;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Kind;
import dev.tributary.model.Credential;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.TokenPair;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out whose a credential is that is handed in, by showing it to the Confluence it is for, and to nobody else. Blocking. */
final class Intake {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s:@\\p{Cntrl}]{1,120}@[^\\s:@\\p{Cntrl}]{1,120}");

    /** An API token lives for 365 days at most; a day more is for clocks and calendars. */
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Grants grants;
    private final Adoption adoption;
    private final Clock clock;

    Intake(Grants grants, Clock clock) {
        this.grants = grants;
        this.adoption = new Adoption(grants, clock);
        this.clock = clock;
    }

    /**
     * Returns what may be written into the book. Throws {@link AuthorizationFailed} where Confluence knows nobody by it.
     *
     * @param before the connection whose place it is to take; absent for none
     */
    Entry entry(Site site, HandedIn handed, @Nullable Connection before) {
        if (handed instanceof PersonalToken token) {
            return personalToken(site, token);
        }
        if (handed instanceof ApiToken token) {
            return apiToken(site, token);
        }
        if (handed instanceof Adopted adopted) {
            return adoption.entry(site, adopted, before);
        }
        return handed instanceof Password password
                ? password(site, password)
                : grants.serviceAccount(site, (ServiceAccount) handed);
    }

    private Entry personalToken(Site site, PersonalToken token) {
        Credential credential = Credential.bearer(token.token());
        if (!(site.deployment() instanceof DataCenter)) {
            throw new AuthorizationFailed(Reason.NOT_OFFERED, site.id());
        }
        if (isOver(token.expiresAt()) || !PersonalTokens.isBearerToken(token.token())) {
            throw new AuthorizationFailed(Reason.TOKEN_REFUSED, site.id());
        }
        Account account = grants.account(site, credential)
                .orElseThrow(() -> new AuthorizationFailed(Reason.TOKEN_REFUSED, site.id()));
        Instant end = token.expiresAt() != null
                ? token.expiresAt()
                : grants.expiry(site, credential).orElse(null);
        TokenPair alone = new TokenPair(credential.value(), null, end, null, end);
        return new Entry(
                token.owner(), Kind.PERSONAL_ACCESS_TOKEN, account, List.of(), alone, Place.of(site, List.of()));
    }

    private Entry apiToken(Site site, ApiToken token) {
        if (!(site.deployment() instanceof Cloud cloud)) {
            throw new AuthorizationFailed(Reason.NOT_OFFERED, site.id());
        }
        checkEnd(token.expiresAt());
        if (!ADDRESS.matcher(token.email()).matches()) {
            throw new IllegalArgumentException(
                    "The e-mail address must be that of the Atlassian account that made the API token.");
        }
        if (isOver(token.expiresAt()) || !PersonalTokens.isBearerToken(token.token())) {
            throw new AuthorizationFailed(Reason.API_TOKEN_REFUSED, site.id());
        }
        Credential credential = Credential.basic(token.email(), token.token());
        return places(site, cloud)
                .map(place -> grants.account(site, credential, place.origin())
                        .map(account -> new Entry(
                                token.owner(),
                                Kind.API_TOKEN,
                                account,
                                List.of(),
                                new TokenPair(credential.value(), null, token.expiresAt(), null, token.expiresAt()),
                                place)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new AuthorizationFailed(Reason.API_TOKEN_REFUSED, site.id()));
    }

    /** A token with scopes works at the API host, one without at the site's own, and neither says which it is. */
    private static Stream<Place> places(Site site, Cloud cloud) {
        URI address = cloud.onlySite();
        if (address == null) {
            throw new Misconfigured(
                    "sites." + site.id() + ".cloud.site",
                    "An API token belongs to one site, and none is named. Set the site's address, such as"
                            + " https://acme.atlassian.net, and its cloud id for tokens that have scopes.");
        }
        return Stream.concat(
                Stream.ofNullable(cloud.onlyCloudId()).map(id -> Place.at(cloud.origin(id), address)),
                Stream.of(Place.at(address, address)));
    }

    private Entry password(Site site, Password handed) {
        if (!(site.deployment() instanceof DataCenter dataCenter && dataCenter.basicPasswords())) {
            throw new AuthorizationFailed(Reason.NOT_OFFERED, site.id());
        }
        Credential credential = Credential.basic(handed.username(), handed.password());
        Account account = grants.passwordAccount(site, credential)
                .orElseThrow(() -> new AuthorizationFailed(Reason.PASSWORD_REFUSED, site.id()));
        TokenPair alone = new TokenPair(credential.value(), null, null, null, null);
        return new Entry(handed.owner(), Kind.PASSWORD, account, List.of(), alone, Place.of(site, List.of()));
    }

    private boolean isOver(@Nullable Instant end) {
        return end != null && !end.isAfter(clock.instant());
    }

    private void checkEnd(@Nullable Instant end) {
        if (end != null && end.isAfter(clock.instant().plus(LONGEST))) {
            throw new IllegalArgumentException(
                    "An API token ends a year after it was made at the latest. Give the end that Atlassian shows for it.");
        }
    }
}

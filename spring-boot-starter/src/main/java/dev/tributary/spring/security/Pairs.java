package dev.tributary.spring.security;

import dev.tributary.authorization.HandedIn.Adopted;
import dev.tributary.authorization.ObtainedTokens;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.spring.security.Keeping.Obtained;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;

/** Reads what Spring Security obtained. Pure functions. */
final class Pairs {

    /** What Spring Security writes down where a server does not say how long its token lives. */
    private static final Duration UNSAID = Duration.ofSeconds(1);

    /** As the engine has it of a pair of which nobody says when it ends. */
    private static final Duration USUAL_LIFE = Duration.ofHours(1);

    private Pairs() {}

    static Adopted of(Obtained obtained, Owner owner) {
        List<String> scopes = List.copyOf(obtained.client().getAccessToken().getScopes());
        return new Adopted(owner, obtained.site().id(), obtained.pair(), scopes, false, null, null);
    }

    /** Returns what has come just now, whatever the clock says that Spring Security dates by. */
    static ObtainedTokens anew(OAuth2AuthorizedClient client, Instant now) {
        ObtainedTokens dated = tokens(client, now);
        Instant end = dated.expiresAt();
        return new ObtainedTokens(
                dated.accessToken(),
                dated.refreshToken(),
                now,
                end == null ? null : now.plus(Duration.between(dated.issuedAt(), end)));
    }

    /** Returns what somebody saves. If they no longer know since when they have it, it is as old as can be. */
    static ObtainedTokens saved(OAuth2AuthorizedClient client, Instant now) {
        return tokens(client, now.minus(USUAL_LIFE));
    }

    private static ObtainedTokens tokens(OAuth2AuthorizedClient client, Instant unlessSaid) {
        OAuth2AccessToken access = client.getAccessToken();
        OAuth2RefreshToken refresh = client.getRefreshToken();
        return tokens(
                Secret.of(access.getTokenValue()),
                refresh == null ? null : Secret.of(refresh.getTokenValue()),
                access.getIssuedAt() == null ? unlessSaid : access.getIssuedAt(),
                access.getExpiresAt());
    }

    static ObtainedTokens tokens(Secret access, @Nullable Secret refresh, Instant issued, @Nullable Instant expires) {
        boolean said = expires != null && Duration.between(issued, expires).compareTo(UNSAID) > 0;
        return new ObtainedTokens(access, refresh, issued, said ? expires : null);
    }
}

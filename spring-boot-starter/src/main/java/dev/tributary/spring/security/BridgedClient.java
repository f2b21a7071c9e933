package dev.tributary.spring.security;

import dev.tributary.model.Connection;
import dev.tributary.token.AccessToken;
import java.time.Instant;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;

/**
 * A client with an access token from the engine. It never has the refresh token, so that nobody else can spend it; and whoever saves
 * it again changes nothing.
 */
final class BridgedClient extends OAuth2AuthorizedClient {

    private static final long serialVersionUID = 1L;

    private BridgedClient(ClientRegistration registration, String principal, OAuth2AccessToken token) {
        super(registration, principal, token, null);
    }

    static BridgedClient of(ClientRegistration registration, String principal, AccessToken token, Instant now) {
        Connection connection = token.connection();
        Instant issued = connection.dates().renewedAt();
        OAuth2AccessToken shown = new OAuth2AccessToken(
                TokenType.BEARER,
                token.value().reveal(),
                issued,
                end(connection.dates().expiresAt(), issued, now),
                new LinkedHashSet<>(connection.scopes()));
        return new BridgedClient(registration, principal, shown);
    }

    /** A pair that has just come is handed out before its own dates are written down. */
    private static @Nullable Instant end(@Nullable Instant end, Instant issued, Instant now) {
        return end != null && end.isAfter(issued) && end.isAfter(now) ? end : null;
    }
}

package dev.tributary.spring.security;

import dev.tributary.model.GrantEnded;
import dev.tributary.model.NotConnected;
import dev.tributary.model.TributaryException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

/**
 * Spring Security's manager of clients, over connections: with it run {@code @RegisteredOAuth2AuthorizedClient}, the interceptor of
 * {@code RestClient}, and the TokenRelay of Spring Cloud Gateway. A fresh token comes from memory; one that is over is renewed once,
 * however many threads and nodes ask. It needs no web request, so that it works in background threads too.
 *
 * <p>Throws {@link ClientAuthorizationRequiredException}, which Spring Security turns into a redirect, when the principal has to
 * authorize; and {@link org.springframework.security.oauth2.client.ClientAuthorizationException} when a later try may succeed or an
 * operator has to act. Registrations that are not bridged, and clients of principals who have not signed in, are another manager's.
 * Blocking and thread-safe.
 */
public final class BridgedAuthorizer implements OAuth2AuthorizedClientManager {

    private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();
    private final BridgedConnections connections;
    private final ClientRegistrationRepository registrations;
    private final OAuth2AuthorizedClientManager others;

    /** Takes the connections, where registrations are found, and who manages the clients of others. */
    public BridgedAuthorizer(
            BridgedConnections connections,
            ClientRegistrationRepository registrations,
            OAuth2AuthorizedClientManager others) {
        this.connections = connections;
        this.registrations = registrations;
        this.others = others;
    }

    @Override
    public @Nullable OAuth2AuthorizedClient authorize(OAuth2AuthorizeRequest request) {
        String registrationId = request.getClientRegistrationId();
        ClientRegistration registration = registrations.findByRegistrationId(registrationId);
        if (registration == null || !isBridged(registration, request.getPrincipal())) {
            return others.authorize(request);
        }
        try {
            return connections.client(registration, request.getPrincipal());
        } catch (NotConnected | GrantEnded e) {
            throw new ClientAuthorizationRequiredException(registrationId);
        } catch (TributaryException e) {
            throw Refusals.of(registrationId, e);
        }
    }

    /** All who have not signed in have one name, and none must get another one's token. */
    private boolean isBridged(ClientRegistration registration, Authentication principal) {
        return connections.bridges(registration.getRegistrationId())
                && (Owners.isOfNobody(registration) || !trust.isAnonymous(principal));
    }
}

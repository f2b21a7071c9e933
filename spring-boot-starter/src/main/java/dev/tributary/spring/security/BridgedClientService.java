package dev.tributary.spring.security;

import dev.tributary.model.GrantEnded;
import dev.tributary.model.NotConnected;
import dev.tributary.model.TributaryException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

/**
 * Spring Security's store of clients, over connections. Loading returns a client whose token lives, renewed if need be, without its
 * refresh token; nothing where the principal has to authorize. Saving keeps what was obtained, having asked Confluence whose it is.
 * Removing disconnects and revokes; but where Spring Security's failure handler removes because a call was refused, the grant stays.
 *
 * <p>Where only a name says whose client is meant, that is the present principal's if it is theirs, and otherwise what {@link
 * PrincipalUser#named} makes of it; {@link IllegalStateException} where that says nothing.
 *
 * <p>Clients of registrations that are not bridged are another service's. Blocking and thread-safe. What fails otherwise, such as a
 * store that is away, is a {@link org.springframework.security.oauth2.client.ClientAuthorizationException} whose cause says more, and where a
 * client is saved since somebody signs in, an {@link OAuth2AuthenticationException}.
 */
public final class BridgedClientService implements OAuth2AuthorizedClientService {

    private final BridgedConnections connections;
    private final ClientRegistrationRepository registrations;
    private final OAuth2AuthorizedClientService others;

    /** Takes the connections, where registrations are found, and whose the clients of other registrations are. */
    public BridgedClientService(
            BridgedConnections connections,
            ClientRegistrationRepository registrations,
            OAuth2AuthorizedClientService others) {
        this.connections = connections;
        this.registrations = registrations;
        this.others = others;
    }

    /** Callers say by the type what they expect, as they do with Spring Security's own. */
    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
            String registrationId, String principal) {
        ClientRegistration registration = registrations.findByRegistrationId(registrationId);
        if (registration == null || !connections.bridges(registrationId)) {
            return others.loadAuthorizedClient(registrationId, principal);
        }
        try {
            return (T) connections.client(registration, principal);
        } catch (NotConnected | GrantEnded e) {
            return null;
        } catch (TributaryException e) {
            throw Refusals.of(registrationId, e);
        }
    }

    @Override
    public void saveAuthorizedClient(OAuth2AuthorizedClient client, Authentication principal) {
        String registrationId = client.getClientRegistration().getRegistrationId();
        if (!connections.bridges(registrationId)) {
            others.saveAuthorizedClient(client, principal);
            return;
        }
        if (SigningIn.isUnderWay()) {
            signIn(client, principal);
            return;
        }
        try {
            connections.keep(client, principal, false);
        } catch (TributaryException e) {
            throw Refusals.of(registrationId, e);
        }
    }

    /** Whoever signs in hears of failures by their sign-in, which handles such exceptions alone. */
    private void signIn(OAuth2AuthorizedClient client, Authentication principal) {
        try {
            connections.keep(client, principal, true);
        } catch (AuthenticationException e) {
            throw e;
        } catch (Exception e) {
            throw new OAuth2AuthenticationException(Refusals.told(e), e);
        }
    }

    @Override
    public void removeAuthorizedClient(String registrationId, String principal) {
        ClientRegistration registration = registrations.findByRegistrationId(registrationId);
        if (registration == null || !connections.bridges(registrationId)) {
            others.removeAuthorizedClient(registrationId, principal);
        } else if (FailureHandling.isUnderWay()) {
            connections.rejected(registration, principal);
        } else {
            remove(registration, principal);
        }
    }

    private void remove(ClientRegistration registration, String principal) {
        try {
            connections.end(registration, principal);
        } catch (TributaryException e) {
            throw Refusals.of(registration.getRegistrationId(), e);
        }
    }
}

package dev.tributary.spring.security;

import dev.tributary.model.Owner;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;

/** To whom the connections of registrations belong. Pure functions. */
final class Owners {

    /** Not the application of its users: whoever has a registration's id as their name is not the registration. */
    private static final String REGISTRATIONS = "client-registrations";

    private Owners() {}

    /** Says whether no principal stands behind a registration's token, which is the same for all. */
    static boolean isOfNobody(ClientRegistration registration) {
        return registration.getAuthorizationGrantType().equals(AuthorizationGrantType.CLIENT_CREDENTIALS);
    }

    /** Returns the owner of a registration's own token. */
    static Owner of(ClientRegistration registration) {
        return new Owner(REGISTRATIONS, registration.getRegistrationId());
    }

    /** Returns a user of the application. Throws {@link IllegalArgumentException} for what cannot be the id of one. */
    static Owner user(String user) {
        return new Owner(Owner.DEFAULT_APP, user);
    }
}

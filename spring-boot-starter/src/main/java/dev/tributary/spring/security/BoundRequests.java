package dev.tributary.spring.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * Writes into authorization requests who asks: Spring Security binds them to the session only, in which somebody else may have signed in
 * when the browser comes back. {@link BoundCallbacks} compares. An application with a resolver of its own wraps it in one of these.
 * Thread-safe.
 */
public final class BoundRequests implements OAuth2AuthorizationRequestResolver {

    /** Somebody who has not signed in, whom no user's id can be. */
    static final String NOBODY = "";

    /** Somebody of whom the application could not say who that is, which no user's id can be either. */
    static final String UNTOLD = "\u0000";

    private static final Logger LOG = LoggerFactory.getLogger(BoundRequests.class);

    private static final String ASKED_BY = "dev.tributary.asked-by";

    private final OAuth2AuthorizationRequestResolver resolver;
    private final PrincipalUser users;

    /** Takes what makes the requests, and what says under which user a principal's connections are kept. */
    public BoundRequests(OAuth2AuthorizationRequestResolver resolver, PrincipalUser users) {
        this.resolver = resolver;
        this.users = users;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        return bound(resolver.resolve(request));
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registrationId) {
        return bound(resolver.resolve(request, registrationId));
    }

    private @Nullable OAuth2AuthorizationRequest bound(@Nullable OAuth2AuthorizationRequest request) {
        return request == null
                ? null
                : OAuth2AuthorizationRequest.from(request)
                        .authorizationRequestUri(request.getAuthorizationRequestUri())
                        .attributes(attributes -> attributes.put(ASKED_BY, asking()))
                        .build();
    }

    /** Requests for registrations that are not bridged are written into too, and nobody reads it there: so the way out is left open. */
    private String asking() {
        try {
            return present(users);
        } catch (RuntimeException e) {
            LOG.debug("The application's PrincipalUser cannot say who asks for a consent.", e);
            return UNTOLD;
        }
    }

    /** Returns whose it is that is present now. */
    static String present(PrincipalUser users) {
        Authentication principal = Caller.present();
        return principal == null ? NOBODY : users.user(principal);
    }

    /** Returns who has asked; nothing where another resolver made the request. */
    static @Nullable String askedBy(OAuth2AuthorizationRequest request) {
        return request.getAttribute(ASKED_BY);
    }
}

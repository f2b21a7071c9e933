package dev.tributary.spring.security;

import java.util.Optional;
import org.springframework.security.core.Authentication;

/**
 * Says under which of the application's users the connections of a principal are kept: for the bridge what {@code SignedIn} is for the
 * starter's own sites. A bean of this type is needed where people sign in at several providers, whose names may be the same although the
 * people are not.
 */
@FunctionalInterface
public interface PrincipalUser {

    /** The principal's name, which is what Spring Security itself goes by. */
    PrincipalUser NAME = new PrincipalUser() {

        @Override
        public String user(Authentication principal) {
            return principal.getName();
        }

        @Override
        public Optional<String> named(String principalName) {
            return Optional.of(principalName);
        }
    };

    /**
     * Returns the application's own id of its user, never a value that came with the request. It must not be two people's, and has to be
     * the same at each sign-in. Throw where a principal must not be connected: what was obtained for them is revoked then, where the server
     * can, and they are told as of any consent or sign-in that failed. A consent that begins meanwhile is refused on its way back, and a copy
     * that is saved is left alone. Elsewhere what it throws is passed on. It is logged with its causes, but for refusals in Spring Security's
     * own words ({@code AuthenticationException}, {@code OAuth2AuthorizationException}), of which at most the message is.
     *
     * @param principal who has signed in; in the background what the application hands to the manager
     */
    String user(Authentication principal);

    /**
     * Returns the user of whom no more than the principal's name is known, as in Spring Security's table, or where clients are asked for
     * by name and it is not that of the present principal. By default nothing: a name may be several people's.
     *
     * @param principalName the name
     */
    default Optional<String> named(String principalName) {
        return Optional.empty();
    }
}

package dev.tributary.spring.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** For whom a client is wanted. */
sealed interface Caller {

    /** Returns the name that Spring Security knows the principal by. */
    String name();

    /** Returns under which user the connections are kept. */
    String user();

    /** Returns whom a name means: the present principal if it is theirs. */
    static Caller named(PrincipalUser users, String name) {
        Authentication present = present();
        return present != null && present.getName().equals(name)
                ? new Principal(users, present)
                : new Named(users, name);
    }

    /** Returns who has signed in and is present; nothing where nobody has, or not yet. */
    static @Nullable Authentication present() {
        Authentication present = SecurityContextHolder.getContext().getAuthentication();
        return present != null && Principal.TRUST.isAuthenticated(present) ? present : null;
    }

    /**
     * A principal who is there.
     *
     * @param users says which user that is
     * @param principal the principal
     */
    record Principal(PrincipalUser users, Authentication principal) implements Caller {

        private static final AuthenticationTrustResolver TRUST = new AuthenticationTrustResolverImpl();

        @Override
        public String name() {
            return principal.getName();
        }

        @Override
        public String user() {
            if (TRUST.isAnonymous(principal)) {
                throw new IllegalStateException(
                        "Nobody has signed in, and what all such visitors had would be everybody's. Have them sign in before they connect.");
            }
            return users.user(principal);
        }
    }

    /**
     * Somebody of whom no more than a name is known.
     *
     * @param users says whose the name is
     * @param name the name
     */
    record Named(PrincipalUser users, String name) implements Caller {

        @Override
        public String user() {
            return users.named(name)
                    .orElseThrow(
                            () -> new IllegalStateException(
                                    "A client was asked for by a principal's name alone, which may be several people's, as the application's PrincipalUser has it."
                                            + " Ask the OAuth2AuthorizedClientManager with the principal, or let PrincipalUser.named say whose the name is."));
        }
    }
}

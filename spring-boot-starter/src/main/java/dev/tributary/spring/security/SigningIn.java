package dev.tributary.spring.security;

import java.lang.StackWalker.StackFrame;
import java.util.Set;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;

/**
 * Tells whether somebody is just signing in by a consent, so that a client which is saved was obtained by that, and a failure may be one of signing in.
 * Spring Security's filter saves it by the same method as an application that saves a copy, so the callers are looked at.
 */
final class SigningIn {

    private static final String ATTEMPT = "attemptAuthentication";

    private static final StackWalker CALLERS =
            StackWalker.getInstance(Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE));

    private SigningIn() {}

    /** Says whether such a filter is among the callers. It turns a failure into its answer; others bring no new clients. */
    static boolean isUnderWay() {
        return CALLERS.walk(frames -> frames.anyMatch(SigningIn::isAttempt));
    }

    private static boolean isAttempt(StackFrame frame) {
        return frame.getMethodName().equals(ATTEMPT)
                && OAuth2LoginAuthenticationFilter.class.isAssignableFrom(frame.getDeclaringClass());
    }
}

package dev.tributary.spring.security;

import org.springframework.security.oauth2.client.RemoveAuthorizedClientOAuth2AuthorizationFailureHandler;

/**
 * Tells whether a client is removed because somebody wants so, or because a call has failed. Spring Security's failure handler removes
 * clients by the same method as an application does that disconnects its user, with the same arguments, and says nowhere else that it
 * was the one: so the callers are looked at.
 */
final class FailureHandling {

    private static final StackWalker CALLERS = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private FailureHandling() {}

    /** Says whether the failure handler is among the callers. */
    static boolean isUnderWay() {
        return CALLERS.walk(frames ->
                frames.anyMatch(frame -> RemoveAuthorizedClientOAuth2AuthorizationFailureHandler.class.isAssignableFrom(
                        frame.getDeclaringClass())));
    }
}

package dev.tributary.spring.security;

import java.lang.StackWalker.StackFrame;
import java.util.Set;
import org.springframework.security.oauth2.client.OAuth2AuthorizationFailureHandler;

/**
 * Tells whether a client is removed because somebody wants so, or because a call has failed. A failure handler, Spring Security's or the
 * application's own, removes clients by the same method as an application does that disconnects its user, with the same arguments, and
 * says nowhere else that it was the one: so the callers are looked at.
 */
final class FailureHandling {

    private static final String HANDLING = "onAuthorizationFailure";

    /** Hidden are the frames of handlers that are lambdas. */
    private static final StackWalker CALLERS = StackWalker.getInstance(
            Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE, StackWalker.Option.SHOW_HIDDEN_FRAMES));

    private FailureHandling() {}

    /** Says whether a failure handler is at work among the callers. */
    static boolean isUnderWay() {
        return CALLERS.walk(frames -> frames.anyMatch(FailureHandling::isHandler));
    }

    /** That a class is one says nothing of its other methods, by which it may disconnect users. */
    private static boolean isHandler(StackFrame frame) {
        return frame.getMethodName().equals(HANDLING)
                && OAuth2AuthorizationFailureHandler.class.isAssignableFrom(frame.getDeclaringClass());
    }
}

package dev.tributary.deployment;

import java.util.Optional;

/**
 * How Data Center refuses a name and a password after several wrong ones: the right one does not help any more, and every try
 * counts, until their user has solved a CAPTCHA with a browser.
 */
public final class CaptchaDemand {

    private static final int UNAUTHORIZED = 401;
    private static final String DENIED = "AUTHENTICATION_DENIED";

    private CaptchaDemand() {}

    /** Says whether an answer to Basic is one, from its status and its field {@code X-Seraph-LoginReason}. */
    public static boolean isOne(int status, Optional<String> loginReason) {
        return status == UNAUTHORIZED
                && loginReason.filter(reason -> reason.contains(DENIED)).isPresent();
    }
}

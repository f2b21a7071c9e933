package dev.tributary.spring.security;

import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.RateLimited;
import dev.tributary.model.TributaryException;
import dev.tributary.model.Unavailable;
import java.util.regex.Pattern;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.ClientAuthorizationException;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/** Puts failures of the engine into Spring Security's words, of which none removes a client. */
final class Refusals {

    private static final String UNTOLD = "You are not connected. The application's log says why.";
    private static final Pattern ERROR_CODE = Pattern.compile("[a-z_]{1,40}");

    private Refusals() {}

    static ClientAuthorizationException of(String registrationId, TributaryException failure) {
        return new ClientAuthorizationException(error(failure), registrationId, failure);
    }

    /** As it is told to a browser: what else than the user's own doing has failed, such as a host or a table, is for operators. */
    static OAuth2Error told(Exception failure) {
        return failure instanceof AuthorizationFailed known
                ? error(known)
                : new OAuth2Error(code(failure), UNTOLD, null);
    }

    /** Says whether somebody means to refuse, in words of ours or of Spring Security's; anything else is a fault, whose trace is of use. */
    static boolean isMeant(Exception failure) {
        return failure instanceof TributaryException
                || failure instanceof OAuth2AuthorizationException
                || failure instanceof AuthenticationException;
    }

    /** As it is told to a browser of a consent that came to nothing elsewhere: what a server says, and its address, are for nobody there. */
    static OAuth2Error untold(OAuth2Error error) {
        String code = error.getErrorCode();
        return new OAuth2Error(ERROR_CODE.matcher(code).matches() ? code : OAuth2ErrorCodes.SERVER_ERROR, UNTOLD, null);
    }

    private static OAuth2Error error(TributaryException failure) {
        return new OAuth2Error(code(failure), failure.getMessage(), null);
    }

    private static String code(Exception failure) {
        if (failure instanceof AuthorizationFailed) {
            return OAuth2ErrorCodes.ACCESS_DENIED;
        }
        boolean later = failure instanceof Unavailable || failure instanceof RateLimited;
        return later ? OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE : OAuth2ErrorCodes.SERVER_ERROR;
    }
}

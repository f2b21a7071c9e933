package dev.tributary.spring.security;

import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.RateLimited;
import dev.tributary.model.TributaryException;
import dev.tributary.model.Unavailable;
import org.springframework.security.oauth2.client.ClientAuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/** Puts failures of the engine into Spring Security's words, of which none removes a client. */
final class Refusals {

    private Refusals() {}

    static ClientAuthorizationException of(String registrationId, TributaryException failure) {
        return new ClientAuthorizationException(error(failure), registrationId, failure);
    }

    /** As it is told to a browser: what else than the user's own doing has failed, such as a host or a table, is for operators. */
    static OAuth2Error told(Exception failure) {
        return failure instanceof AuthorizationFailed known
                ? error(known)
                : new OAuth2Error(code(failure), "You are not connected. The application's log says why.", null);
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

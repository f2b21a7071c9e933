package dev.tributary.spring.security;

import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.Misconfigured;
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

    /** As it is told to a browser, which does without what is for operators, and without whatever an application's own bean says. */
    static OAuth2Error told(Exception failure) {
        return failure instanceof TributaryException known && !(known instanceof Misconfigured)
                ? error(known)
                : new OAuth2Error(
                        OAuth2ErrorCodes.SERVER_ERROR, "You are not connected. The application's log says why.", null);
    }

    private static OAuth2Error error(TributaryException failure) {
        return new OAuth2Error(code(failure), failure.getMessage(), null);
    }

    private static String code(TributaryException failure) {
        if (failure instanceof AuthorizationFailed) {
            return OAuth2ErrorCodes.ACCESS_DENIED;
        }
        boolean later = failure instanceof Unavailable || failure instanceof RateLimited;
        return later ? OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE : OAuth2ErrorCodes.SERVER_ERROR;
    }
}

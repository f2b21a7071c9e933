package dev.tributary.spring.security;

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
        boolean later = failure instanceof Unavailable || failure instanceof RateLimited;
        String code = later ? OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE : OAuth2ErrorCodes.SERVER_ERROR;
        return new ClientAuthorizationException(
                new OAuth2Error(code, failure.getMessage(), null), registrationId, failure);
    }
}

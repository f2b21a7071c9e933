package dev.tributary.spring.security;

import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthorizationCodeAuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Lets nobody come back with a consent for a bridged registration but whoever has asked for it: compared before the code is exchanged, so
 * that nobody is given another one's grant, nor gives theirs. Put around what exchanges codes, whoever has configured that. Who signs in by
 * a consent is not concerned. Thread-safe.
 */
public final class BoundCallbacks implements BeanPostProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(BoundCallbacks.class);

    private final Supplier<RegistrationSites> sites;
    private final Supplier<PrincipalUser> users;
    private final AtomicBoolean told = new AtomicBoolean();

    /** Takes the sites of the registrations, and what says under which user a principal's connections are kept; both when it needs them. */
    public BoundCallbacks(Supplier<RegistrationSites> sites, Supplier<PrincipalUser> users) {
        this.sites = sites;
        this.users = users;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof OAuth2AuthorizationCodeAuthenticationProvider exchange ? new Checked(exchange) : bean;
    }

    private void check(OAuth2AuthorizationCodeAuthenticationToken returned) {
        String registrationId = returned.getClientRegistration().getRegistrationId();
        if (sites.get().find(registrationId).isEmpty()) {
            return;
        }
        String asked = BoundRequests.askedBy(returned.getAuthorizationExchange().getAuthorizationRequest());
        if (asked == null) {
            tell();
        } else if (!asked.equals(BoundRequests.present(users.get())) && !isUnknownUntilNow(asked)) {
            AuthorizationFailed failure = new AuthorizationFailed(Reason.WRONG_USER, registrationId);
            LOG.warn("{}", failure.getMessage());
            throw new OAuth2AuthorizationException(
                    new OAuth2Error(OAuth2ErrorCodes.ACCESS_DENIED, failure.getMessage(), null), failure);
        }
    }

    /** Where the session does not say who somebody is, as with HTTP Basic, nobody is known when a request is begun by its address. */
    private static boolean isUnknownUntilNow(String asked) {
        return asked.equals(BoundRequests.NOBODY)
                && RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes web
                && !BoundRequests.isKnown(web.getRequest());
    }

    private void tell() {
        if (told.compareAndSet(false, true)) {
            LOG.warn("Nobody has written down who asked for a consent, since the application has an"
                    + " OAuth2AuthorizationRequestResolver of its own: whoever is signed in when the browser comes back is connected,"
                    + " also if it was somebody else who asked. Wrap it in BoundRequests.");
        }
    }

    /** Exchanges the codes of those who come back. */
    private final class Checked implements AuthenticationProvider {

        private final AuthenticationProvider exchange;

        Checked(AuthenticationProvider exchange) {
            this.exchange = exchange;
        }

        @Override
        public @Nullable Authentication authenticate(Authentication authentication) {
            if (authentication instanceof OAuth2AuthorizationCodeAuthenticationToken returned) {
                check(returned);
            }
            return exchange.authenticate(authentication);
        }

        @Override
        public boolean supports(Class<?> authentication) {
            return exchange.supports(authentication);
        }
    }
}

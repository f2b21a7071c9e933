package dev.tributary.spring.security;

import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.TributaryException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthorizationCodeAuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.web.client.ResourceAccessException;

/**
 * Lets nobody come back with a consent for a bridged registration but whoever has asked for it: compared before the code is exchanged, so
 * that nobody is given another one's grant, nor gives theirs. What is obtained is kept at once, so that a refusal is told as one of the
 * exchange: by Spring Security's redirect with {@code error}. Put around what exchanges codes, where that is a bean or made by Spring
 * Security's configurer. Who signs in by a consent is not concerned. Thread-safe.
 */
public final class BoundCallbacks implements BeanPostProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(BoundCallbacks.class);

    /** What the log adds, where it is not somebody else who began. */
    private static final Map<String, String> HINTS = Map.of(
            BoundRequests.NOBODY,
            " Nobody was known when it began. Where each request says anew who somebody is, as with HTTP Basic,"
                    + " begin by a page that needs the client (@RegisteredOAuth2AuthorizedClient), not by the address /oauth2/authorization/ID.",
            BoundRequests.UNTOLD,
            " The application's PrincipalUser failed when it began, so that it is not known who that was.");

    private static final String CAUSES =
            "Nobody has written down who asked for a consent. Either the application has an"
                    + " OAuth2AuthorizationRequestResolver of its own: wrap it in BoundRequests. Or its AuthorizationRequestRepository drops"
                    + " the attributes of requests, as one over cookies may: have it keep them.";

    private final Supplier<BridgedConnections> connections;
    private final Supplier<PrincipalUser> users;
    private final BooleanSupplier refusesUnbound;
    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * Takes what it asks when it needs it.
     *
     * @param connections the connections
     * @param users says under which user a principal's are kept
     * @param refusesUnbound says whether those are refused who come back from a consent of which nobody has written down who asked for it
     */
    public BoundCallbacks(
            Supplier<BridgedConnections> connections, Supplier<PrincipalUser> users, BooleanSupplier refusesUnbound) {
        this.connections = connections;
        this.users = users;
        this.refusesUnbound = refusesUnbound;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof OAuth2AuthorizationCodeAuthenticationProvider exchange ? new Checked(exchange) : bean;
    }

    /** What the application's own beans throw lets nobody in either. */
    private void check(OAuth2AuthorizationCodeAuthenticationToken returned) {
        try {
            compare(returned);
        } catch (OAuth2AuthorizationException e) {
            throw e;
        } catch (TributaryException e) {
            LOG.warn("Somebody came back with a consent and is not connected: {}", e.getMessage());
            throw told(e);
        } catch (Exception e) {
            LOG.warn(
                    "Somebody came back with a consent and is not connected, since a bean of the application's own failed.",
                    e);
            throw told(e);
        }
    }

    private void compare(OAuth2AuthorizationCodeAuthenticationToken returned) {
        String asked = BoundRequests.askedBy(returned.getAuthorizationExchange().getAuthorizationRequest());
        if (asked == null) {
            unbound();
        } else if (!asked.equals(BoundRequests.present(users.get()))) {
            AuthorizationFailed failure = new AuthorizationFailed(
                    Reason.WRONG_USER, returned.getClientRegistration().getRegistrationId());
            LOG.warn("{}{}", failure.getMessage(), HINTS.getOrDefault(asked, ""));
            throw new OAuth2AuthorizationException(Refusals.told(failure), failure);
        }
    }

    /** Nobody knows who that is then. */
    private void unbound() {
        if (refusesUnbound.getAsBoolean()) {
            LOG.warn("Somebody came back with a consent and is refused (tributary.bridge.refuse-unbound): {}", CAUSES);
            throw new OAuth2AuthorizationException(new OAuth2Error(
                    OAuth2ErrorCodes.ACCESS_DENIED, "It is not known who began. Tell the operator.", null));
        }
        if (told.compareAndSet(false, true)) {
            LOG.warn(
                    "{} Whoever is signed in when the browser comes back is connected, also if it was somebody else who asked. To refuse"
                            + " them instead, set tributary.bridge.refuse-unbound.",
                    CAUSES);
        }
    }

    /** A bean of the application's may use Spring Security's words itself. */
    private static OAuth2AuthorizationException told(Exception failure) {
        return failure instanceof OAuth2AuthorizationException own
                ? own
                : new OAuth2AuthorizationException(Refusals.told(failure), failure);
    }

    /** What has been kept already: one of these may be around another, and keeps nothing then. */
    private static final class Kept extends OAuth2AuthorizationCodeAuthenticationToken {

        private static final long serialVersionUID = 1L;

        /** Takes an access token alone, so that whoever saves it changes nothing. */
        Kept(OAuth2AuthorizationCodeAuthenticationToken pair, OAuth2AccessToken token) {
            super(
                    pair.getClientRegistration(),
                    pair.getAuthorizationExchange(),
                    token,
                    null,
                    pair.getAdditionalParameters());
            setDetails(pair.getDetails());
        }
    }

    /** Exchanges the codes of those who come back. Of the class of what it is put around, since that may be injected by it. */
    private final class Checked extends OAuth2AuthorizationCodeAuthenticationProvider {

        private final OAuth2AuthorizationCodeAuthenticationProvider exchange;

        Checked(OAuth2AuthorizationCodeAuthenticationProvider exchange) {
            super(code -> {
                throw new IllegalStateException("Codes are exchanged by what this is put around.");
            });
            this.exchange = exchange;
        }

        @Override
        public Authentication authenticate(Authentication authentication) {
            return authentication instanceof OAuth2AuthorizationCodeAuthenticationToken returned
                            && connections
                                    .get()
                                    .bridges(returned.getClientRegistration().getRegistrationId())
                    ? exchanged(returned)
                    : exchange.authenticate(authentication);
        }

        private Authentication exchanged(OAuth2AuthorizationCodeAuthenticationToken returned) {
            check(returned);
            Authentication obtained = exchange(returned);
            if (obtained instanceof Kept) {
                return obtained;
            }
            Authentication present = Caller.present();
            return obtained instanceof OAuth2AuthorizationCodeAuthenticationToken pair
                            && pair.getAccessToken() != null
                            && present != null
                    ? kept(pair, pair.getAccessToken(), present)
                    : obtained;
        }

        private Authentication exchange(OAuth2AuthorizationCodeAuthenticationToken returned) {
            try {
                return exchange.authenticate(returned);
            } catch (OAuth2AuthorizationException e) {
                OAuth2Error untold = Refusals.untold(e.getError());
                if (isWithACode(returned)) {
                    LOG.warn(
                            "A code for registration '{}' could not be exchanged: {}",
                            returned.getClientRegistration().getRegistrationId(),
                            reason(e, untold.getErrorCode()));
                }
                throw new OAuth2AuthorizationException(untold, e);
            }
        }

        /** Without a code, its user has declined. */
        private boolean isWithACode(OAuth2AuthorizationCodeAuthenticationToken returned) {
            return returned.getAuthorizationExchange()
                    .getAuthorizationResponse()
                    .statusOk();
        }

        /** An answer that cannot be read may have tokens in it, and what reads it may quote them; so may a server that describes its error. */
        private String reason(OAuth2AuthorizationException failure, String code) {
            return failure.getCause() instanceof ResourceAccessException away
                    ? String.valueOf(away.getMessage())
                    : "its token endpoint's answer, or the way back, is no good (" + code + ").";
        }

        /** Spring Security saves what this returns. Whatever comes of it, the browser is sent back; what fails has been logged. */
        private Authentication kept(
                OAuth2AuthorizationCodeAuthenticationToken pair, OAuth2AccessToken token, Authentication present) {
            OAuth2AuthorizedClient client = new OAuth2AuthorizedClient(
                    pair.getClientRegistration(), present.getName(), token, pair.getRefreshToken());
            try {
                connections.get().keep(client, present, true);
            } catch (Exception e) {
                throw told(e);
            }
            return new Kept(pair, token);
        }

        @Override
        public boolean supports(Class<?> authentication) {
            return exchange.supports(authentication);
        }
    }
}

package dev.tributary.spring.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Consumer;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;

/**
 * Proves codes (PKCE) with verifiers of 43 characters, as RFC 7636 section 4.1 recommends. Spring Security's have 128, and Confluence Data
 * Center takes 127 at most.
 */
public final class ShortVerifiers implements Consumer<OAuth2AuthorizationRequest.Builder> {

    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();

    /** Returns Spring Security's resolver, with short verifiers wherever it takes one. */
    public static OAuth2AuthorizationRequestResolver resolver(ClientRegistrationRepository registrations) {
        DefaultOAuth2AuthorizationRequestResolver resolver = new DefaultOAuth2AuthorizationRequestResolver(
                registrations, OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI);
        resolver.setAuthorizationRequestCustomizer(new ShortVerifiers());
        return resolver;
    }

    @Override
    public void accept(OAuth2AuthorizationRequest.Builder request) {
        String verifier = verifier();
        request.attributes(attributes -> {
            if (attributes.containsKey(PkceParameterNames.CODE_VERIFIER)) {
                attributes.put(PkceParameterNames.CODE_VERIFIER, verifier);
                request.additionalParameters(
                        parameters -> parameters.put(PkceParameterNames.CODE_CHALLENGE, challenge(verifier)));
            }
        });
    }

    private String verifier() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return encoded(bytes);
    }

    private static String challenge(String verifier) {
        try {
            return encoded(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

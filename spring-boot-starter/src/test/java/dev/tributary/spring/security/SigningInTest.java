package dev.tributary.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;

/** What is saved while somebody signs in is new where that was by a consent, and a copy otherwise. */
class SigningInTest {

    private static final ClientRegistrationRepository NONE = id -> null;

    private final List<Boolean> seen = new ArrayList<>();

    private Authentication saved() {
        seen.add(SigningIn.isUnderWay());
        return new TestingAuthenticationToken("ann", "");
    }

    @Test
    void a_sign_in_by_a_consent_brings_what_is_new() {
        new OAuth2LoginAuthenticationFilter(NONE, new InMemoryOAuth2AuthorizedClientService(NONE)) {

            @Override
            public Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response) {
                return saved();
            }
        }.attemptAuthentication(new MockHttpServletRequest(), new MockHttpServletResponse());

        assertThat(seen).containsExactly(true);
    }

    @Test
    void a_sign_in_by_a_form_brings_none() {
        new UsernamePasswordAuthenticationFilter() {

            @Override
            public Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response) {
                return saved();
            }
        }.attemptAuthentication(new MockHttpServletRequest(), new MockHttpServletResponse());

        assertThat(seen).containsExactly(false);
    }
}

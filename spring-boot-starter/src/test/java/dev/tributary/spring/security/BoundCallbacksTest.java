package dev.tributary.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.spring.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthorizationCodeAuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Somebody else signs in, in the same browser, between the way to Confluence and the way back. */
@Tag("C36")
class BoundCallbacksTest {

    private static final String BEGIN = "/oauth2/authorization/wiki";

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    private BridgedSpring application;

    @BeforeEach
    void start() {
        application = BridgedSpring.against(confluence, BridgedSpring.Base.in(directory), "WRITE");
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void who_signs_in_as_somebody_else_meanwhile_gets_no_grant_and_gives_none() {
        Visitor browser = application.signedIn("ann");
        URI back = browser.consent(BEGIN, "alice");

        browser.signIn("ben");

        isRefused(browser, browser.get(back));
        assertThat(application.tributary().connection("ben", "wiki")).isEmpty();
        assertThat(application.tributary().connection("ann", "wiki")).isEmpty();
    }

    @Test
    void what_nobody_has_begun_nobody_ends() {
        Visitor browser = application.stranger();
        URI back = browser.consent(BEGIN, "alice");

        browser.signIn("ben");

        isRefused(browser, browser.get(back));
        assertThat(application.tributary().connection("ben", "wiki")).isEmpty();
    }

    @Test
    void what_was_begun_by_whom_an_error_had_told_to_consent_is_bound_as_well() {
        Visitor browser = application.signedIn("ann");
        URI back = browser.consent("/mine", "alice");

        browser.signIn("ben");

        isRefused(browser, browser.get(back));
        assertThat(application.tributary().connection("ben", "wiki")).isEmpty();
    }

    @Test
    void who_signs_in_again_as_the_same_is_connected() {
        Visitor browser = application.signedIn("ann");
        URI back = browser.consent(BEGIN, "alice");

        browser.signIn("ann");

        assertThat(browser.redirect(browser.get(back)).getQuery()).isNull();
        assertThat(application.tributary().connection("ann", "wiki")).isPresent();
    }

    @Test
    void a_resolver_of_the_applications_own_connects_as_before_and_the_log_says_what_is_missing() {
        AtomicReference<OAuth2AuthorizationRequestResolver> resolver = new AtomicReference<>();
        try (BridgedSpring own = BridgedSpring.against(
                confluence,
                BridgedSpring.Base.in(directory.resolve("own")),
                Map.of(),
                Map.of("resolver", new Own(resolver)),
                "WRITE")) {
            resolver.set(ShortVerifiers.resolver(own.bean(ClientRegistrationRepository.class)));
            try (Said said = Said.by(BoundCallbacks.class)) {
                own.connect(own.signedIn("ann"), "alice");
                own.connect(own.signedIn("ann"), "alice");

                assertThat(said.lines())
                        .singleElement()
                        .satisfies(line -> assertThat(line).contains("Wrap it in BoundRequests."));
            }
            assertThat(own.tributary().connection("ann", "wiki")).isPresent();
        }
    }

    /** As with HTTP Basic, which is looked at behind the place where requests are begun. */
    @Test
    void where_no_session_says_who_somebody_is_nobody_is_compared_with_nobody() {
        MockHttpServletRequest begin = new MockHttpServletRequest("GET", "/oauth2/authorization/wiki");
        begin.setServletPath("/oauth2/authorization/wiki");
        OAuth2AuthorizationRequestResolver requests = new BoundRequests(
                ShortVerifiers.resolver(application.bean(ClientRegistrationRepository.class)), PrincipalUser.NAME);
        OAuth2AuthorizationRequest asked = Objects.requireNonNull(requests.resolve(begin));
        MockHttpServletRequest back = new MockHttpServletRequest("GET", "/authorized/wiki");
        requests.resolve(back);
        AuthenticationProvider exchange = exchange();
        try {
            RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(back));
            SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("ann", null, "USER"));

            assertThat(exchange.authenticate(returned(asked))).isNotNull();

            requests.resolve(back);
            assertThatThrownBy(() -> exchange.authenticate(returned(asked)))
                    .as("who was known from the session, and was not when it was begun")
                    .isInstanceOf(OAuth2AuthorizationException.class);
        } finally {
            RequestContextHolder.resetRequestAttributes();
            SecurityContextHolder.clearContext();
        }
    }

    private AuthenticationProvider exchange() {
        RegistrationSites sites = application.bean(RegistrationSites.class);
        return (AuthenticationProvider) new BoundCallbacks(() -> sites, () -> PrincipalUser.NAME)
                .postProcessAfterInitialization(
                        new OAuth2AuthorizationCodeAuthenticationProvider(
                                code -> OAuth2AccessTokenResponse.withToken("any")
                                        .tokenType(TokenType.BEARER)
                                        .build()),
                        "exchange");
    }

    private OAuth2AuthorizationCodeAuthenticationToken returned(OAuth2AuthorizationRequest asked) {
        return new OAuth2AuthorizationCodeAuthenticationToken(
                Objects.requireNonNull(
                        application.bean(ClientRegistrationRepository.class).findByRegistrationId("wiki")),
                new OAuth2AuthorizationExchange(
                        asked,
                        OAuth2AuthorizationResponse.success("code")
                                .redirectUri(Objects.requireNonNull(asked.getRedirectUri()))
                                .state(Objects.requireNonNull(asked.getState()))
                                .build()));
    }

    private void isRefused(Visitor browser, HttpResponse<String> answer) {
        assertThat(browser.redirect(answer).getQuery())
                .contains("error=access_denied")
                .contains("Another user is signed in than the one who began");
        assertThat(confluence.requests().of("POST", "/rest/oauth2/latest/token"))
                .as("the code is not exchanged")
                .isEmpty();
    }

    /** What an application has itself, as soon as there are registrations. */
    private record Own(AtomicReference<OAuth2AuthorizationRequestResolver> made)
            implements OAuth2AuthorizationRequestResolver {

        @Override
        public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
            return Objects.requireNonNull(made.get()).resolve(request);
        }

        @Override
        public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registrationId) {
            return Objects.requireNonNull(made.get()).resolve(request, registrationId);
        }
    }
}

package dev.tributary.spring.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.simulator.oauth.GrantView;
import dev.tributary.spring.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/** Somebody else signs in, in the same browser, between the way to Confluence and the way back. */
@Tag("C36")
class BoundCallbacksTest {

    private static final String BEGIN = "/oauth2/authorization/wiki";
    private static final String ANN = "Basic " + Base64.getEncoder().encodeToString("ann:ann".getBytes(UTF_8));

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
        try (BridgedSpring own = withOwnResolver(Map.of())) {
            try (Said said = Said.by(BoundCallbacks.class)) {
                own.connect(own.signedIn("ann"), "alice");
                own.connect(own.signedIn("ann"), "alice");

                assertThat(said.lines())
                        .singleElement()
                        .satisfies(line -> assertThat(line)
                                .contains(
                                        "wrap it in BoundRequests",
                                        "AuthorizationRequestRepository",
                                        "refuse-unbound"));
            }
            assertThat(own.tributary().connection("ann", "wiki")).isPresent();
        }
    }

    @Test
    void where_that_is_asked_for_nobody_comes_back_from_what_is_not_known_who_began_it() {
        try (BridgedSpring own = withOwnResolver(Map.of("tributary.bridge.refuse-unbound", true))) {
            Visitor ann = own.signedIn("ann");

            assertThat(ann.redirect(own.comeBack(ann, "alice")).getQuery()).contains("error=access_denied");

            assertThat(own.tributary().connection("ann", "wiki")).isEmpty();
            assertThat(confluence.grants().all()).isEmpty();
        }
    }

    private BridgedSpring withOwnResolver(Map<String, Object> more) {
        AtomicReference<OAuth2AuthorizationRequestResolver> resolver = new AtomicReference<>();
        BridgedSpring own = BridgedSpring.against(
                confluence,
                BridgedSpring.Base.in(directory.resolve("own")),
                more,
                Map.of("resolver", new Own(resolver)),
                "WRITE");
        resolver.set(ShortVerifiers.resolver(own.bean(ClientRegistrationRepository.class)));
        return own;
    }

    /** It is looked at behind the place where requests are begun by their address. */
    @Test
    void what_was_begun_by_nobody_is_not_ended_by_whom_each_request_names_anew() {
        Visitor browser = application.stranger();
        URI back = browser.consent(BEGIN, "alice");

        try (Said said = Said.by(BoundCallbacks.class)) {
            isRefused(browser, browser.get(back, "Authorization", ANN));

            assertThat(said.lines()).singleElement().asString().contains("@RegisteredOAuth2AuthorizedClient");
        }
        assertThat(application.tributary().connection("ann", "wiki")).isEmpty();
    }

    @Test
    void whom_each_request_names_anew_is_connected_where_a_page_has_begun_it() {
        Visitor browser = application.stranger();
        URI authorization = browser.redirect(browser.get(URI.create("/mine"), "Authorization", ANN));

        browser.get(browser.consent(authorization, "alice"), "Authorization", ANN);

        assertThat(application.tributary().connection("ann", "wiki")).isPresent();
    }

    /** As where a bean exchanges codes by another bean. */
    @Test
    void what_is_put_around_twice_keeps_the_pair_and_not_the_access_token_that_is_left_of_it() {
        AtomicReference<BridgedSpring> started = new AtomicReference<>();
        BoundCallbacks again = new BoundCallbacks(
                () -> Objects.requireNonNull(started.get()).bean(BridgedConnections.class),
                () -> PrincipalUser.NAME,
                () -> false);
        try (BridgedSpring twice = BridgedSpring.against(
                confluence,
                BridgedSpring.Base.in(directory.resolve("twice")),
                Map.of(),
                Map.of("again", again),
                "WRITE")) {
            started.set(twice);
            Visitor ann = twice.signedIn("ann");
            twice.connect(ann, "alice");

            confluence.clock().advance(Duration.ofHours(2));

            assertThat(ann.get("/mine").body()).startsWith("ann [WRITE]");
            assertThat(confluence.grants().all()).singleElement().matches(GrantView::live);
        }
    }

    @Test
    void an_application_may_inject_what_exchanges_codes_by_its_class() {
        Object exchange = application
                .bean(BoundCallbacks.class)
                .postProcessAfterInitialization(
                        new OAuth2AuthorizationCodeAuthenticationProvider(
                                code -> OAuth2AccessTokenResponse.withToken("any")
                                        .tokenType(TokenType.BEARER)
                                        .build()),
                        "exchange");

        assertThat(exchange).isInstanceOf(OAuth2AuthorizationCodeAuthenticationProvider.class);
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

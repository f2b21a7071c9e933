package dev.tributary.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.evidence.FreePort;
import dev.tributary.model.Unavailable;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.simulator.oauth.Client;
import dev.tributary.simulator.oauth.GrantView;
import dev.tributary.spring.Visitor;
import dev.tributary.store.jdbc.SqliteFile;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.web.client.RestTemplate;

/** What was obtained and is not kept, since somebody has something against it. */
class RefusedTest {

    private static final String REGISTRATION = "spring.security.oauth2.client.registration.wiki.";
    private static final String PROVIDER = "spring.security.oauth2.client.provider.confluence.";

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    /** An application's own, which knows whoever signs in by the form and has something against others. */
    private static final PrincipalUser FORM_ONLY = principal -> {
        if (principal instanceof UsernamePasswordAuthenticationToken) {
            return principal.getName();
        }
        throw new UnsupportedOperationException("Not by this way.");
    };

    private static RuntimeException away() {
        return new UnsupportedOperationException("The directory is away.");
    }

    /** One that fails where it is asked in the course of that method. */
    private static Map<String, Object> failing(String method, Supplier<RuntimeException> failure) {
        PrincipalUser users = principal -> {
            boolean isUnderWay = StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getMethodName().equals(method)));
            if (isUnderWay) {
                throw failure.get();
            }
            return principal.getName();
        };
        return Map.of("principals", users);
    }

    @Test
    void what_a_bean_of_the_applications_own_refuses_is_revoked_and_its_user_sent_back() {
        try (BridgedSpring application = application(Map.of(), failing("keep", RefusedTest::away));
                Said said = Said.by(BoundCallbacks.class, Keeping.class)) {
            Visitor ann = application.signedIn("ann");

            assertThat(ann.redirect(application.comeBack(ann, "alice")).getQuery())
                    .contains("error=server_error")
                    .doesNotContain("directory");

            assertThat(said.lines()).singleElement().asString().contains("'wiki'", "The directory is away.");
            noneIsLeft();
        }
    }

    @Test
    void what_refuses_before_the_code_is_exchanged_sends_the_user_back_too() {
        try (BridgedSpring application = application(Map.of(), failing("check", RefusedTest::away))) {
            Visitor ann = application.signedIn("ann");

            assertThat(ann.redirect(application.comeBack(ann, "alice")).getQuery())
                    .contains("error=server_error");

            assertThat(confluence.grants().all()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "keep"})
    void what_a_server_says_of_itself_is_for_the_log_and_not_for_browsers(String step) {
        Supplier<RuntimeException> away =
                () -> new Unavailable("postgres.internal:5432 is away.", Duration.ofMinutes(1), null);
        try (BridgedSpring application = application(Map.of(), failing(step, away));
                Said said = Said.by(BoundCallbacks.class, Keeping.class)) {
            Visitor ann = application.signedIn("ann");

            assertThat(ann.redirect(application.comeBack(ann, "alice")).getQuery())
                    .contains("error=temporarily_unavailable")
                    .doesNotContain("postgres");

            assertThat(said.lines()).singleElement().asString().contains("postgres.internal:5432 is away.");
        }
    }

    @Test
    void where_a_token_endpoint_is_away_its_address_is_for_the_log_and_not_for_browsers() {
        String away = "http://localhost:" + FreePort.next() + "/rest/oauth2/latest/token";
        try (BridgedSpring application = application(Map.of(PROVIDER + "token-uri", away), Map.of());
                Said said = Said.by(BoundCallbacks.class)) {
            Visitor ann = application.signedIn("ann");

            assertThat(ann.redirect(application.comeBack(ann, "alice")).getQuery())
                    .contains("error=invalid_token_response")
                    .doesNotContain("/rest/oauth2");

            assertThat(said.lines()).singleElement().asString().contains("'wiki'", away);
        }
    }

    @Test
    void what_a_server_describes_reaches_neither_browsers_nor_the_log() {
        try (BridgedSpring application =
                        application(Map.of(REGISTRATION + "client-secret", "another-secret"), Map.of());
                Said said = Said.by(BoundCallbacks.class)) {
            Visitor ann = application.signedIn("ann");

            assertThat(ann.redirect(application.comeBack(ann, "alice")).getQuery())
                    .contains("error=invalid_client", "You are not connected");

            assertThat(said.lines()).singleElement().asString().contains("'wiki'", "(invalid_client)");
        }
    }

    @Test
    void a_data_source_that_fails_hides_neither_the_failure_nor_what_became_of_the_grant() {
        Unreliable base = new Unreliable(SqliteFile.open(directory.resolve("connections.db")));
        try (BridgedSpring application = BridgedSpring.against(confluence, BridgedSpring.Base.of(base), "WRITE");
                Said said = Said.by(BoundCallbacks.class, Keeping.class)) {
            Visitor ann = application.signedIn("ann");
            URI back = ann.consent("/oauth2/authorization/wiki", "alice");
            base.fail();

            assertThat(ann.redirect(ann.get(back)).getQuery()).contains("error=server_error");

            assertThat(said.lines()).singleElement().asString().contains("revocation: FAILED", "No tenant.");
        }
    }

    /** As one that routes by a tenant, when none is known. */
    private static final class Unreliable extends DelegatingDataSource {

        private volatile boolean failing;

        Unreliable(DataSource target) {
            super(target);
        }

        void fail() {
            failing = true;
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (failing) {
                throw new IllegalStateException("No tenant.");
            }
            return super.getConnection();
        }
    }

    @Test
    void who_is_refused_on_purpose_is_no_failure() {
        try (BridgedSpring application = application(
                        Map.of(),
                        failing("check", () -> new OAuth2AuthorizationException(new OAuth2Error("access_denied"))));
                Said said = Said.by(BoundCallbacks.class, Keeping.class)) {
            Visitor ann = application.signedIn("ann");

            assertThat(ann.redirect(application.comeBack(ann, "alice")).getQuery())
                    .contains("error=access_denied");

            assertThat(said.lines()).isEmpty();
        }
    }

    /** As for registrations that are not bridged, where nobody reads who it was. */
    @Test
    void who_cannot_be_told_is_sent_to_consent_and_not_connected() {
        try (BridgedSpring application = application(Map.of(), failing("resolve", RefusedTest::away));
                Said said = Said.by(BoundCallbacks.class)) {
            Visitor ann = application.signedIn("ann");

            assertThat(ann.redirect(application.comeBack(ann, "alice")).getQuery())
                    .contains("error=access_denied");

            assertThat(said.lines()).singleElement().asString().contains("PrincipalUser failed when it began");
            assertThat(confluence.grants().all()).isEmpty();
        }
    }

    @Test
    void who_is_connected_sees_nothing_of_what_is_asked_once_more() {
        try (BridgedSpring application = application(Map.of(), failing("saveAuthorizedClient", RefusedTest::away));
                Said said = Said.by(Keeping.class)) {
            application.connect(application.signedIn("ann"), "alice");

            assertThat(said.lines()).singleElement().asString().contains("'wiki'", "The directory is away.");
            assertThat(application.tributary().connection("ann", "wiki")).isPresent();
            assertThat(confluence.grants().all()).allMatch(GrantView::live);
        }
    }

    @Test
    void who_signs_in_by_a_consent_is_connected_by_it() {
        try (BridgedSpring application = login(Map.of(), Map.of())) {
            assertThat(signIn(application).getPath()).isEqualTo("/");

            assertThat(application.tributary().connection("alice", "wiki")).isPresent();
        }
    }

    @Test
    void who_signs_in_by_a_consent_that_is_refused_has_failed_to_sign_in() {
        try (BridgedSpring application =
                login(Map.of("tributary.public-url", "https://portal.example.org"), Map.of())) {
            assertThat(signIn(application)).hasToString(application.stranger().address() + "/login?error");

            noneIsLeft();
        }
    }

    @Test
    void who_signs_in_and_is_refused_by_a_bean_of_the_applications_own_has_failed_to_sign_in() {
        try (BridgedSpring application = login(Map.of(), Map.of("principals", FORM_ONLY))) {
            assertThat(signIn(application).getQuery()).isEqualTo("error");

            noneIsLeft();
        }
    }

    @Test
    void visitors_who_have_not_signed_in_have_no_connection_in_common() {
        try (BridgedSpring application = application(Map.of(), Map.of())) {
            Instant now = confluence.clock().instant();
            OAuth2AuthorizedClient client = new OAuth2AuthorizedClient(
                    Objects.requireNonNull(
                            application.bean(ClientRegistrationRepository.class).findByRegistrationId("wiki")),
                    "anonymousUser",
                    new OAuth2AccessToken(TokenType.BEARER, "any", now, now.plus(Duration.ofHours(1))),
                    new OAuth2RefreshToken("other", now));

            assertThatThrownBy(() -> application
                            .bean(OAuth2AuthorizedClientService.class)
                            .saveAuthorizedClient(
                                    client,
                                    new AnonymousAuthenticationToken(
                                            "key",
                                            "anonymousUser",
                                            AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Nobody has signed in");
            assertThat(confluence.requests().of("GET", "/rest/api/user/current"))
                    .as("nor is Confluence asked")
                    .isEmpty();
        }
    }

    private BridgedSpring application(Map<String, Object> more, Map<String, Object> beans) {
        return BridgedSpring.against(confluence, BridgedSpring.Base.in(directory), more, beans, "WRITE");
    }

    private BridgedSpring login(Map<String, Object> more, Map<String, Object> beans) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("login", true);
        properties.put(REGISTRATION + "redirect-uri", "{baseUrl}/login/oauth2/code/{registrationId}");
        properties.put(PROVIDER + "user-info-uri", confluence.baseUrl() + "/rest/api/user/current");
        properties.put(PROVIDER + "user-name-attribute", "username");
        Map<String, Object> all = new HashMap<>(beans);
        all.put("userService", quietUserService());
        BridgedSpring started = application(properties, all);
        confluence
                .clients()
                .register(Client.of(
                        BridgedSpring.NAME,
                        BridgedSpring.SECRET,
                        started.stranger().address() + "/login/oauth2/code/wiki"));
        return started;
    }

    /** Spring Security's, which by itself asks through {@code HttpURLConnection}: the JDK logs the token there, from FINE on. */
    private static DefaultOAuth2UserService quietUserService() {
        RestTemplate asked = new RestTemplate(new JdkClientHttpRequestFactory());
        asked.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
        DefaultOAuth2UserService service = new DefaultOAuth2UserService();
        service.setRestOperations(asked);
        return service;
    }

    /** Returns where the browser is sent after the consent. */
    private static URI signIn(BridgedSpring application) {
        Visitor browser = application.stranger();
        return browser.redirect(browser.get(browser.consent("/oauth2/authorization/wiki", "alice")));
    }

    private void noneIsLeft() {
        assertThat(confluence.grants().all()).hasSize(1).noneMatch(GrantView::live);
    }
}

package dev.tributary.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.simulator.oauth.Client;
import dev.tributary.simulator.oauth.GrantView;
import dev.tributary.spring.Visitor;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;

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

    private static final PrincipalUser NOBODY_AT_THE_END = principal -> {
        boolean saving = StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals("keep")));
        if (saving) {
            throw new UnsupportedOperationException("The directory is away.");
        }
        return principal.getName();
    };

    @Test
    void what_a_bean_of_the_applications_own_refuses_is_revoked_and_its_user_sent_back() {
        try (BridgedSpring application = application(Map.of(), Map.of("principals", NOBODY_AT_THE_END))) {
            Visitor ann = application.signedIn("ann");

            assertThat(ann.redirect(application.comeBack(ann, "alice")).getQuery())
                    .contains("error=server_error")
                    .doesNotContain("directory");

            noneIsLeft();
        }
    }

    @Test
    void what_refuses_before_the_code_is_exchanged_sends_the_user_back_too() {
        PrincipalUser away = principal -> {
            boolean returned = StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getMethodName().equals("check")));
            if (returned) {
                throw new UnsupportedOperationException("The directory is away.");
            }
            return principal.getName();
        };
        try (BridgedSpring application = application(Map.of(), Map.of("principals", away))) {
            Visitor ann = application.signedIn("ann");

            assertThat(ann.redirect(application.comeBack(ann, "alice")).getQuery())
                    .contains("error=server_error");

            assertThat(confluence.grants().all()).isEmpty();
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
        BridgedSpring started = application(properties, beans);
        confluence
                .clients()
                .register(Client.of(
                        BridgedSpring.NAME,
                        BridgedSpring.SECRET,
                        started.stranger().address() + "/login/oauth2/code/wiki"));
        return started;
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

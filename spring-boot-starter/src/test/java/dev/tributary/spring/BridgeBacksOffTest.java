package dev.tributary.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.deployment.Site;
import dev.tributary.model.Misconfigured;
import dev.tributary.spring.security.BridgedAuthorizer;
import dev.tributary.spring.security.BridgedClientService;
import dev.tributary.spring.security.BridgedConnections;
import dev.tributary.spring.security.RegistrationSites;
import dev.tributary.store.KeySource;
import dev.tributary.store.Keyset;
import dev.tributary.store.MemoryStore;
import dev.tributary.store.Store;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientAutoConfiguration;
import org.springframework.boot.security.oauth2.client.autoconfigure.servlet.OAuth2ClientWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.context.ListeningSecurityContextHolderStrategy;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;

/** The bridge comes where it is asked for, and before nothing that the application has itself. */
@ExtendWith(OutputCaptureExtension.class)
class BridgeBacksOffTest {

    private static final String REGISTRATION = "spring.security.oauth2.client.registration.wiki.";
    private static final String PROVIDER = "spring.security.oauth2.client.provider.wiki.";

    private final WebApplicationContextRunner unregistered = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    BridgeAutoConfiguration.class,
                    TributaryAutoConfiguration.class,
                    OAuth2ClientAutoConfiguration.class,
                    OAuth2ClientWebSecurityAutoConfiguration.class))
            .withBean(Store.class, () -> new MemoryStore(Clock.systemUTC()))
            .withBean(KeySource.class, Keyset::ephemeral);

    private final WebApplicationContextRunner application = unregistered
            .withUserConfiguration(Web.class)
            .withPropertyValues(
                    PROVIDER + "authorization-uri=https://wiki.example.org/rest/oauth2/latest/authorize",
                    PROVIDER + "token-uri=https://wiki.example.org/rest/oauth2/latest/token",
                    REGISTRATION + "client-id=id",
                    REGISTRATION + "client-secret=secret",
                    REGISTRATION + "authorization-grant-type=authorization_code",
                    REGISTRATION + "redirect-uri={baseUrl}/authorized/{registrationId}");

    @Test
    void where_nobody_asks_for_it_Spring_Security_is_as_it_was() {
        application.run(context -> assertThat(context)
                .doesNotHaveBean(BridgedConnections.class)
                .getBean(OAuth2AuthorizedClientService.class)
                .isInstanceOf(InMemoryOAuth2AuthorizedClientService.class));
    }

    @Test
    void where_it_is_asked_for_it_is_the_service_and_the_manager_of_the_application() {
        application.withPropertyValues("tributary.bridge.enabled=true").run(context -> {
            assertThat(context.getBean(OAuth2AuthorizedClientService.class)).isInstanceOf(BridgedClientService.class);
            assertThat(context.getBean(OAuth2AuthorizedClientManager.class)).isInstanceOf(BridgedAuthorizer.class);
            assertThat(context).hasSingleBean(OAuth2AuthorizedClientRepository.class);
            assertThat(context.getBean(RegistrationSites.class).find("wiki").map(Site::id))
                    .contains("wiki");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PROVIDER + "token-uri=http://wiki.example.org/rest/oauth2/latest/token",
                "tributary.bridge.registrations.wiki.base-url=http://wiki.example.org",
                "tributary.bridge.registrations.wiki.revocation-uri=http://ann:hers@wiki.example.org/revoke"
            })
    void an_address_in_clear_text_is_warned_of_once(String property, CapturedOutput output) {
        application
                .withPropertyValues("tributary.bridge.enabled=true", property)
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output)
                .containsOnlyOnce("cross the network in clear")
                .contains("An address of registration 'wiki' is http on another machine, http://wiki.example.org:")
                .doesNotContain("ann:hers");
    }

    @Test
    void signed_in_users_whom_only_beans_know_keep_it_from_starting() {
        application
                .withPropertyValues("tributary.bridge.enabled=true")
                .withBean(
                        SecurityContextHolderStrategy.class,
                        () -> new ListeningSecurityContextHolderStrategy(event -> {}))
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOf(Misconfigured.class)
                        .hasMessageContaining("SecurityContextHolder.setContextHolderStrategy"));
    }

    @Test
    void signed_in_users_whom_beans_and_others_know_alike_are_taken() {
        application
                .withPropertyValues("tributary.bridge.enabled=true")
                .withBean(SecurityContextHolderStrategy.class, SecurityContextHolder::getContextHolderStrategy)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void it_backs_off_before_a_manager_of_the_applications_own() {
        application
                .withPropertyValues("tributary.bridge.enabled=true")
                .withBean(OAuth2AuthorizedClientManager.class, () -> request -> null)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(OAuth2AuthorizedClientManager.class)
                        .hasSingleBean(BridgedClientService.class)
                        .doesNotHaveBean(BridgedAuthorizer.class));
    }

    @Test
    void clients_that_the_application_keeps_itself_keep_it_from_starting() {
        application
                .withPropertyValues("tributary.bridge.enabled=true")
                .withBean("own", InMemoryOAuth2AuthorizedClientService.class, BridgeBacksOffTest::inMemory)
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOf(Misconfigured.class)
                        .hasMessageContaining("tributary.bridge.enabled")
                        .hasMessageContaining("'own'"));
    }

    @Test
    void clients_that_the_application_keeps_in_sessions_keep_it_from_starting() {
        application
                .withPropertyValues("tributary.bridge.enabled=true")
                .withBean(
                        "own", OAuth2AuthorizedClientRepository.class, HttpSessionOAuth2AuthorizedClientRepository::new)
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOf(Misconfigured.class)
                        .hasMessageContaining("'own'")
                        .hasMessageContaining("HttpSessionOAuth2AuthorizedClientRepository"));
    }

    @Test
    void a_service_of_the_applications_own_that_is_made_of_the_bridges_is_taken() {
        application
                .withPropertyValues("tributary.bridge.enabled=true")
                .withUserConfiguration(Wrapping.class)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(OAuth2AuthorizedClientService.class)
                        .getBean(OAuth2AuthorizedClientService.class)
                        .isNotInstanceOf(BridgedClientService.class));
    }

    private static InMemoryOAuth2AuthorizedClientService inMemory() {
        return new InMemoryOAuth2AuthorizedClientService((ClientRegistrationRepository) id -> null);
    }

    @Test
    void without_registrations_it_says_what_to_set() {
        unregistered
                .withPropertyValues("tributary.bridge.enabled=true")
                .run(context -> assertThat(analysis(context))
                        .contains("tributary.bridge.enabled", "spring.security.oauth2.client.registration"));
    }

    @Test
    void all_that_registrations_have_wrong_keeps_it_from_starting_and_is_named_at_once() {
        application
                .withPropertyValues(
                        "tributary.bridge.enabled=true",
                        "tributary.bridge.only=wiki,wkii",
                        "tributary.bridge.registrations.wiki.base-url=wiki",
                        "tributary.bridge.registrations.iwki.edition=other",
                        "tributary.sites.wiki.base-url=https://other.example.org",
                        "tributary.sites.wiki.client-id=id",
                        "tributary.sites.wiki.client-secret=secret")
                .run(context -> assertThat(analysis(context))
                        .contains(
                                "4 properties are wrong",
                                "- tributary.bridge.only: It names [wkii]",
                                "- tributary.bridge.registrations.wiki.base-url: ",
                                "- tributary.bridge.registrations.iwki: ",
                                "- tributary.bridge.registrations.wiki.site: "));
    }

    /** Returns what the application says when it does not start. */
    private static String analysis(AssertableWebApplicationContext context) {
        Throwable failure = Objects.requireNonNull(context.getStartupFailure(), "a failure");
        FailureAnalysis analysis = Stream.of(new SettingAnalyzer(), new WrongSettingsAnalyzer())
                .map(analyzer -> analyzer.analyze(failure))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return Objects.requireNonNull(analysis, "an analysis").getDescription();
    }

    /** A service that counts, and leaves the rest to the bridge. */
    static class Wrapping {

        @Bean
        OAuth2AuthorizedClientService counting(BridgedConnections connections, ClientRegistrationRepository known) {
            OAuth2AuthorizedClientService bridge = new BridgedClientService(connections, known, inMemory());
            return (OAuth2AuthorizedClientService) Proxy.newProxyInstance(
                    BridgeBacksOffTest.class.getClassLoader(),
                    new Class<?>[] {OAuth2AuthorizedClientService.class},
                    (proxy, method, arguments) -> method.invoke(bridge, arguments));
        }
    }

    /** What makes Spring Security look after requests. */
    @EnableWebSecurity
    static class Web {}
}

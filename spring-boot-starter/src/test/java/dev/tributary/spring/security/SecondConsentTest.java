package dev.tributary.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.model.Connection;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.spring.Visitor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;

/** Whoever is connected consents once more. */
class SecondConsentTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    /** An application may have one for other things, such as one that stands still. */
    @Test
    void it_is_dated_by_no_clock_of_the_applications_own() {
        Clock still = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        try (BridgedSpring application = application(Map.of(), Map.of("still", still))) {
            confluence.clock().advance(Duration.ofHours(2));
            Visitor ann = application.signedIn("ann");

            application.connect(ann, "alice");
            application.connect(ann, "alice");

            assertThat(connection(application).account().username()).isEqualTo("alice");
        }
    }

    /** There are servers that hand one out at the first consent only. */
    @Test
    void without_a_refresh_token_it_takes_none_away_at_a_server_that_is_no_Confluence() {
        try (BridgedSpring application =
                application(Map.of("tributary.bridge.registrations.wiki.edition", "other"), Map.of())) {
            application.connect(application.signedIn("ann"), "alice");
            Connection before = connection(application);

            application
                    .bean(BridgedConnections.class)
                    .keep(accessAlone(application), new TestingAuthenticationToken("ann", null, List.of()), true);

            assertThat(connection(application)).isEqualTo(before);
        }
    }

    private OAuth2AuthorizedClient accessAlone(BridgedSpring application) {
        Instant now = confluence.clock().instant();
        return new OAuth2AuthorizedClient(
                Objects.requireNonNull(
                        application.bean(ClientRegistrationRepository.class).findByRegistrationId("wiki")),
                "ann",
                new OAuth2AccessToken(TokenType.BEARER, "of-another-consent", now, now.plus(HOUR)));
    }

    private static Connection connection(BridgedSpring application) {
        return application.tributary().connection("ann", "wiki").orElseThrow();
    }

    private BridgedSpring application(Map<String, Object> more, Map<String, Object> beans) {
        return BridgedSpring.against(confluence, BridgedSpring.Base.in(directory), more, beans, "WRITE");
    }
}

package dev.tributary.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.Tributary;
import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Callback;
import dev.tributary.confluence.Content;
import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.Site;
import dev.tributary.model.Connection;
import dev.tributary.model.Secret;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.junit.StartConfluence;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A test of an application, as its authors would write it. */
class WikiTest {

    private static final String REDIRECT = "http://localhost:8080/callback";

    // snippet: field
    @StartConfluence
    ConfluenceSimulator confluence;
    // end

    private Tributary tributary;

    @BeforeEach
    void open() {
        ClientRegistration registration = new ClientRegistration(
                "tributary", Secret.of("tributary-secret"), URI.create(REDIRECT), List.of("WRITE"));
        tributary = Tributary.builder()
                .site(Site.dataCenter("wiki", confluence.baseUrl(), registration))
                .clock(confluence.clock())
                .build();
    }

    @AfterEach
    void close() {
        tributary.close();
    }

    // snippet: test
    @Test
    void reading_goes_on_after_the_access_token_has_ended() {
        Connection connection = connect("alice");
        confluence.clock().advance(Duration.ofHours(2));

        assertThat(tributary.confluence(connection).pages("DEMO")).isNotEmpty();
        assertThat(confluence.requests().of("POST", "/rest/oauth2/latest/token"))
                .hasSize(2);
    }
    // end

    @Test
    void nobody_sees_what_only_others_may() {
        assertThat(tributary.confluence(connect("alice")).pages("DEMO"))
                .extracting(Content::title)
                .contains("Quarterly Budget")
                .doesNotContain("Salary Review");
    }

    // snippet: connect
    private Connection connect(String user) {
        AuthorizationRequest request = tributary.authorize(user, "wiki").begin();
        URI back = new SimulatedBrowser(user, user).approve(request.uri(), REDIRECT);
        return tributary.complete(Callback.of("wiki", back.getRawQuery(), request.browser()), user);
    }
    // end
}

package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Callback;
import dev.tributary.authorization.Disconnected;
import dev.tributary.confluence.Content;
import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.Site;
import dev.tributary.model.Connection;
import dev.tributary.model.Secret;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.junit.StartConfluence;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole journey, as a program writes it; what stands between the two marks is quoted in the README. */
class LibraryJourneyTest {

    @StartConfluence(contextPath = "/confluence")
    ConfluenceSimulator confluence;

    @Test
    void connect_call_renew_disconnect() {
        URI baseUrl = confluence.baseUrl();
        URI redirectUri = URI.create("http://localhost:8080/callback");

        // journey: begin
        ClientRegistration registration =
                new ClientRegistration("tributary", Secret.of("tributary-secret"), redirectUri, List.of("WRITE"));
        Tributary tributary = Tributary.builder()
                .site(Site.dataCenter("wiki", baseUrl, registration))
                .clock(confluence.clock())
                .build();

        // Where alice presses "connect": keep request.browser() in her session, and redirect her to request.uri().
        AuthorizationRequest request =
                tributary.authorize("alice", "wiki").returnTo("/docs").begin();

        // In the handler of the redirect URI, with the query that came and the secret that her session kept.
        String query = approveAsAlice(request.uri(), redirectUri);
        Connection connection = tributary.complete(Callback.of("wiki", query, request.browser()), "alice");

        // From then on, as alice.
        List<String> titles = tributary
                .confluence(connection)
                .search("type = page and space = DEMO")
                .map(Content::title)
                .toList();

        // When alice has had enough.
        Disconnected disconnected = tributary.disconnect(connection);
        // journey: end

        assertThat(titles).isNotEmpty();
        assertThat(disconnected.revocation()).isEqualTo(Disconnected.Revocation.REVOKED);
        assertThat(tributary.connection("alice", "wiki")).isEmpty();
        tributary.close();
    }

    private static String approveAsAlice(URI authorize, URI redirectUri) {
        return new SimulatedBrowser("alice", "alice")
                .approve(authorize, redirectUri.toString())
                .getRawQuery();
    }
}

package dev.tributary.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.spring.Visitor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;

/** Two people of the same name, who sign in at different places, are two users. */
class PrincipalUserTest {

    private static final Authentication ANN = new UsernamePasswordAuthenticationToken("ann", null, List.of());
    private static final Authentication ANOTHER = new TestingAuthenticationToken("ann", null, List.of());

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    private BridgedSpring application;
    private Visitor ann;

    @BeforeEach
    void start() {
        PrincipalUser users = principal ->
                (principal instanceof UsernamePasswordAuthenticationToken ? "form:" : "google:") + principal.getName();
        application = BridgedSpring.against(
                confluence, BridgedSpring.Base.in(directory), Map.of(), Map.of("principals", users), "WRITE");
        ann = application.signedIn("ann");
        application.connect(ann, "alice");
    }

    @AfterEach
    void stop() {
        SecurityContextHolder.clearContext();
        application.close();
    }

    @Test
    void each_has_connections_of_their_own() {
        assertThat(application.tributary().connection("form:ann", "wiki")).isPresent();
        assertThat(application.tributary().connection("ann", "wiki")).isEmpty();
        assertThat(ann.get("/mine").body()).startsWith("ann [WRITE]");

        assertThat(authorized(ANN)).isNotNull();
        assertThatThrownBy(() -> authorized(ANOTHER)).isInstanceOf(ClientAuthorizationRequiredException.class);
    }

    @Test
    void a_name_alone_stands_for_whoever_is_signed_in_under_it() {
        SecurityContextHolder.getContext().setAuthentication(ANOTHER);
        assertThat((Object) clients().loadAuthorizedClient("wiki", "ann")).isNull();
        clients().removeAuthorizedClient("wiki", "ann");

        SecurityContextHolder.getContext().setAuthentication(ANN);
        assertThat((Object) clients().loadAuthorizedClient("wiki", "ann")).isNotNull();
        assertThat(ann.get("/disconnect").body()).isEqualTo("disconnected");
        assertThat(application.tributary().connection("form:ann", "wiki")).isEmpty();
    }

    @Test
    void a_name_alone_stands_for_nobody_where_nobody_is_signed_in_under_it() {
        assertThatThrownBy(() -> clients().loadAuthorizedClient("wiki", "ann"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("PrincipalUser");
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("ben", null));
        assertThatThrownBy(() -> clients().removeAuthorizedClient("wiki", "ann"))
                .isInstanceOf(IllegalStateException.class);

        assertThat(application.tributary().connection("form:ann", "wiki")).isPresent();
    }

    @Test
    void who_says_their_name_and_has_proved_nothing_yet_is_not_signed_in_under_it() {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.unauthenticated("ann", "guessed"));

        assertThat(Caller.present()).isNull();
        assertThatThrownBy(() -> clients().loadAuthorizedClient("wiki", "ann"))
                .isInstanceOf(IllegalStateException.class);
    }

    private OAuth2AuthorizedClientService clients() {
        return application.bean(OAuth2AuthorizedClientService.class);
    }

    private @Nullable OAuth2AuthorizedClient authorized(Authentication principal) {
        return application
                .bean(OAuth2AuthorizedClientManager.class)
                .authorize(OAuth2AuthorizeRequest.withClientRegistrationId("wiki")
                        .principal(principal)
                        .build());
    }
}

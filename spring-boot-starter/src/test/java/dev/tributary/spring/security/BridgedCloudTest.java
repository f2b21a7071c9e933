package dev.tributary.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.simulator.oauth.Revocation;
import dev.tributary.spring.Visitor;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;

/** An application that is written for plain Spring Security, on the bridge: Cloud. */
class BridgedCloudTest {

    private static final String[] SCOPES = {"read:me", "read:page:confluence", "offline_access"};
    private static final int CALLERS = 500;

    @StartConfluence(edition = Edition.CLOUD)
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    @Test
    void a_call_that_lacks_a_scope_is_refused_and_the_grant_stays_and_is_not_spent() {
        try (BridgedSpring application = start(Map.of())) {
            Visitor ann = application.signedIn("ann");
            application.connect(ann, "alice");
            assertThat(ann.get(api("pages?limit=1")).statusCode()).isEqualTo(200);

            assertThat(ann.get(api("spaces?limit=1")).statusCode()).isEqualTo(401);
            assertThat(ann.get(api("spaces?limit=1")).statusCode()).isEqualTo(401);

            assertThat(connection(application).isActive()).isTrue();
            assertThat(tokenRequests()).as("the code alone").isEqualTo(1);
            assertThat(ann.get(api("pages?limit=1")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void five_hundred_callers_at_expiry_are_all_served_and_renew_once() {
        try (BridgedSpring application = start(Map.of())) {
            Visitor ann = application.signedIn("ann");
            application.connect(ann, "alice");
            confluence.clock().advance(Duration.ofHours(2));

            List<CompletableFuture<HttpResponse<String>>> asked = IntStream.range(0, CALLERS)
                    .mapToObj(i -> ann.later("/mine"))
                    .toList();

            assertThat(asked)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
            assertThat(tokenRequests()).as("the code, and one renewal").isEqualTo(2);
        }
    }

    @Test
    void a_refresh_token_that_is_refused_with_403_sends_its_user_to_consent_again() {
        try (BridgedSpring application = start(Map.of())) {
            Visitor ann = application.signedIn("ann");
            application.connect(ann, "alice");
            confluence.grants().revoke(Revocation.of("alice", Revocation.Kind.GRANT));
            confluence.clock().advance(Duration.ofHours(2));

            assertThat(ann.get("/mine").headers().firstValue("Location"))
                    .hasValueSatisfying(to -> assertThat(to).contains("/authorize?"));

            assertThat(connection(application).state().status()).isEqualTo(Status.RECONNECT_REQUIRED);
        }
    }

    @Test
    void of_several_sites_the_one_is_taken_that_the_application_chooses_and_else_none() {
        String rivers = cloudId("rivers");
        String lakes = cloudId("lakes");
        try (BridgedSpring application = start(Map.of("choose", "lakes"))) {
            Visitor ann = application.signedIn("ann");
            application.comeBack(ann, "alice", rivers);
            assertThat(connection(application).origin().toString()).endsWith(rivers);
            Visitor ben = application.signedIn("ben");

            application.comeBack(ben, "alice", lakes);

            assertThat(application
                            .tributary()
                            .connection("ben", "wiki")
                            .orElseThrow()
                            .origin()
                            .toString())
                    .endsWith(lakes);
        }
        try (BridgedSpring application = start(Map.of("choose", "nothing"))) {
            Visitor ann = application.signedIn("ann");

            assertThat(ann.redirect(application.comeBack(ann, "alice", lakes)).getQuery())
                    .contains("error=access_denied");

            assertThat(application.tributary().connection("ann", "wiki")).isEmpty();
        }
    }

    /** As a session has it that was written out. At Cloud its token still lives, so that Confluence knows its user. */
    @Test
    void a_copy_of_a_loaded_client_changes_nothing_after_a_renewal_nor_after_the_end() {
        try (BridgedSpring application = start(Map.of())) {
            application.connect(application.signedIn("ann"), "alice");
            OAuth2AuthorizedClientService clients = application.bean(OAuth2AuthorizedClientService.class);
            OAuth2AuthorizedClient loaded = Objects.requireNonNull(clients.loadAuthorizedClient("wiki", "ann"));
            OAuth2AuthorizedClient copy =
                    new OAuth2AuthorizedClient(loaded.getClientRegistration(), "ann", loaded.getAccessToken());
            Connection first = connection(application);
            confluence.clock().advance(Duration.ofMinutes(59));
            application
                    .tributary()
                    .tokens()
                    .accessToken(first.id(), Duration.ofMinutes(20))
                    .join();
            Connection renewed = connection(application);
            assertThat(renewed).isNotEqualTo(first);

            clients.saveAuthorizedClient(copy, new TestingAuthenticationToken("ann", ""));

            assertThat(connection(application)).isEqualTo(renewed);
            clients.removeAuthorizedClient("wiki", "ann");
            clients.saveAuthorizedClient(copy, new TestingAuthenticationToken("ann", ""));
            assertThat(application.tributary().connection("ann", "wiki")).isEmpty();
        }
    }

    private BridgedSpring start(Map<String, Object> more) {
        Path file = directory.resolve(String.valueOf(more.size())).resolve(String.valueOf(more.hashCode()));
        return BridgedSpring.against(confluence, BridgedSpring.Base.in(file), more, SCOPES);
    }

    private String cloudId(String name) {
        return confluence.sites().named(name).orElseThrow().cloudId();
    }

    private String api(String resource) {
        return BridgedSpring.read(
                confluence.baseUrl() + "/ex/confluence/" + cloudId("rivers") + "/wiki/api/v2/" + resource);
    }

    private int tokenRequests() {
        return confluence.requests().of("POST", "/oauth/token").size();
    }

    private static Connection connection(BridgedSpring application) {
        return application.tributary().connection("ann", "wiki").orElseThrow();
    }
}

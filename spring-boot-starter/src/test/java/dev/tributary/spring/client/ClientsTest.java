package dev.tributary.spring.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.Tributary;
import dev.tributary.model.Connection;
import dev.tributary.model.GrantEnded;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.simulator.control.RecordedRequest;
import dev.tributary.simulator.oauth.Revocation;
import dev.tributary.simulator.oauth.Revocation.Kind;
import dev.tributary.spring.Portal;
import dev.tributary.spring.PortalApplication;
import dev.tributary.spring.Visitor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;

class ClientsTest {

    private static final String SEARCH = "/rest/api/space?limit={limit}";
    private static final String PAGE =
            "{\"type\":\"page\",\"title\":\"%s\",\"space\":{\"key\":\"DEMO\"},\"body\":{\"storage\":{\"value\":\"<p>x</p>\",\"representation\":\"storage\"}}}";

    private static ConfluenceSimulator confluence;
    private static Portal portal;

    private Visitor ann;
    private Connection connection;
    private RestClient rest;
    private WebClient web;

    /** An application that asks Confluence with Spring's own clients. */
    @Import(Asking.Pages.class)
    static class Asking extends PortalApplication {

        /** What it answers. */
        @RestController
        static class Pages {

            private final RestClient rest;
            private final WebClient web;

            Pages(ConfluenceRestClients rest, ConfluenceWebClients web) {
                this.rest = RestClient.builder().apply(rest.asCurrentUser()).build();
                this.web = WebClient.builder().apply(web.asCurrentUser("wiki")).build();
            }

            @GetMapping("/rest")
            String rest() {
                return rest.get().uri("/rest/api/user/current").retrieve().requiredBody(String.class);
            }

            @GetMapping("/web")
            String web() {
                return String.valueOf(web.get()
                        .uri("/rest/api/user/current")
                        .retrieve()
                        .bodyToMono(String.class)
                        .block());
            }
        }
    }

    @BeforeAll
    static void start(@TempDir Path directory) {
        confluence = ConfluenceSimulator.of(Edition.DATA_CENTER).start();
        portal = Portal.start(Asking.class, confluence, directory, Map.of());
    }

    @AfterAll
    static void stop() {
        portal.close();
        confluence.close();
    }

    @BeforeEach
    void connect() {
        ann = portal.signedIn("ann");
        portal.connect(ann, "alice");
        connection = portal.bean(Tributary.class).connection("ann", "wiki").orElseThrow();
        rest = RestClient.builder()
                .apply(portal.bean(ConfluenceRestClients.class).as(connection))
                .build();
        web = WebClient.builder()
                .apply(portal.bean(ConfluenceWebClients.class).as(connection))
                .build();
    }

    @Test
    void both_act_as_whoever_is_signed_in() {
        Visitor ben = portal.signedIn("ben");
        portal.connect(ben, "bob");

        assertThat(ann.get("/rest").body()).contains("\"username\":\"alice\"");
        assertThat(ann.get("/web").body()).contains("\"username\":\"alice\"");
        assertThat(ben.get("/rest").body()).contains("\"username\":\"bob\"");
        assertThat(ben.get("/web").body()).contains("\"username\":\"bob\"");
    }

    @Test
    void both_send_bodies_and_read_answers() {
        String first = rest.post()
                .uri("/rest/api/content")
                .contentType(MediaType.APPLICATION_JSON)
                .body(PAGE.formatted("By RestClient"))
                .retrieve()
                .requiredBody(String.class);
        String second = web.post()
                .uri("/rest/api/content")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(PAGE.formatted("By WebClient"))
                .retrieve()
                .bodyToMono(String.class)
                .block();

        assertThat(first).contains("By RestClient");
        assertThat(second).contains("By WebClient");
    }

    @Test
    void a_rejected_token_is_renewed_and_the_call_replayed() {
        confluence.grants().revoke(Revocation.of("alice", Kind.ACCESS));
        assertThat(rest.get().uri(SEARCH, 5).retrieve().requiredBody(String.class))
                .contains("DEMO");
        confluence.grants().revoke(Revocation.of("alice", Kind.ACCESS));
        assertThat(web.get().uri(SEARCH, 5).retrieve().bodyToMono(String.class).block())
                .contains("DEMO");
    }

    @Test
    void a_grant_that_has_ended_is_said_to_have() {
        confluence.grants().revoke(Revocation.of("alice", Kind.GRANT));

        assertThatThrownBy(() -> rest.get().uri(SEARCH, 5).retrieve().body(String.class))
                .isInstanceOf(GrantEnded.class);
        assertThatThrownBy(() -> web.get()
                        .uri(SEARCH, 5)
                        .retrieve()
                        .bodyToMono(String.class)
                        .block())
                .isInstanceOf(GrantEnded.class);
    }

    @Test
    void what_an_application_throws_while_it_writes_is_no_failure_of_the_engine() {
        GrantEnded elsewhere = new GrantEnded(connection);

        assertThatThrownBy(() -> web.post()
                        .uri("/rest/api/content")
                        .body(Mono.error(elsewhere), String.class)
                        .retrieve()
                        .bodyToMono(String.class)
                        .block())
                .isInstanceOf(WebClientRequestException.class)
                .hasRootCause(elsewhere);
    }

    @Test
    void an_answer_with_another_status_is_the_clients_to_judge() {
        assertThatThrownBy(() ->
                        rest.get().uri("/rest/api/content/999999").retrieve().body(String.class))
                .isInstanceOf(HttpClientErrorException.NotFound.class);
    }

    @Test
    void a_token_goes_to_its_site_and_nowhere_else() {
        List<RecordedRequest> before = confluence.requests().all();

        assertThatThrownBy(() -> rest.get()
                        .uri("https://elsewhere.example/rest/api")
                        .retrieve()
                        .body(String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(confluence.baseUrl().toString());
        assertThatThrownBy(() -> rest.get()
                        .uri(confluence.baseUrl() + ".example/rest")
                        .retrieve()
                        .body(String.class))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> web.get()
                        .uri("https://elsewhere.example/rest/api")
                        .retrieve()
                        .bodyToMono(String.class)
                        .block())
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(confluence.requests().all()).hasSameSizeAs(before);
        assertThat(rest.get()
                        .uri(confluence.baseUrl() + "/rest/api/space")
                        .retrieve()
                        .requiredBody(String.class))
                .contains("DEMO");
    }
}

package dev.tributary.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.Returned;
import dev.tributary.Tributary;
import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Callback;
import dev.tributary.confluence.Confluence;
import dev.tributary.confluence.Content;
import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.Site;
import dev.tributary.model.CloudSite;
import dev.tributary.model.Connection;
import dev.tributary.model.Secret;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.junit.StartConfluence;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherWaysTest {

    private static final URI REDIRECT = URI.create("http://localhost:8080/callback");
    private static final String RIVERS = "6f2d1c9a-3b54-4e0f-8a77-0c5e5d1a0001";
    private static final String LAKES = "6f2d1c9a-3b54-4e0f-8a77-0c5e5d1a0002";

    @StartConfluence
    ConfluenceSimulator confluence;

    private Tributary tributary;
    private Connection connection;

    @BeforeEach
    void connect() {
        URI redirectUri = URI.create("http://localhost:8080/callback");
        ClientRegistration registration =
                new ClientRegistration("tributary", Secret.of("tributary-secret"), redirectUri, List.of());
        tributary = Tributary.builder()
                .site(Site.dataCenter("wiki", confluence.baseUrl(), registration))
                .clock(confluence.clock())
                .build();
        String made = confluence
                .personalTokens()
                .create(confluence.users().named("bob").orElseThrow(), "example", null);
        connection = OtherWays.withPersonalToken(tributary, "robert", made);
    }

    @AfterEach
    void close() {
        tributary.close();
    }

    @Test
    void a_personal_token_connects_its_owner() {
        assertThat(connection.kind()).isEqualTo(Connection.Kind.PERSONAL_ACCESS_TOKEN);
        assertThat(connection.account().username()).isEqualTo("bob");
    }

    @Test
    void a_job_is_connected_without_a_person() {
        confluence.switches().set("client-credentials", "on");

        Connection job = OtherWays.asServiceAccount(tributary);

        assertThat(job.kind()).isEqualTo(Connection.Kind.SERVICE_ACCOUNT);
        assertThat(tributary.confluence(job).pages("DEMO")).isNotEmpty();
    }

    @Test
    void an_api_token_connects_its_owner_until_its_end() {
        try (ConfluenceSimulator atlassian = ConfluenceSimulator.cloud().start();
                Tributary onCloud = Tributary.builder()
                        .site(oneSite(atlassian))
                        .clock(atlassian.clock())
                        .build()) {
            Duration life = Duration.ofDays(90);
            String made =
                    atlassian.apiTokens().create(atlassian.users().named("bob").orElseThrow(), life);
            Instant end = atlassian.clock().instant().plus(life);

            Connection bob = OtherWays.withApiToken(onCloud, "robert", "bob@example.com", made, end);

            assertThat(bob.kind()).isEqualTo(Connection.Kind.API_TOKEN);
            assertThat(bob.dates().endsAt()).isEqualTo(end);
            assertThat(onCloud.confluence(bob).spaces()).isNotEmpty();
        }
    }

    @Test
    void who_has_several_sites_picks_one_and_comes_again() {
        try (ConfluenceSimulator atlassian = ConfluenceSimulator.cloud().start();
                Tributary onCloud = Tributary.builder()
                        .site(anySite(atlassian))
                        .clock(atlassian.clock())
                        .build()) {
            List<CloudSite> offered = new ArrayList<>();
            onCloud.complete(back(onCloud, "one", RIVERS), "one");

            assertThatThrownBy(() -> OtherWays.atSite(onCloud, back(onCloud, "two", LAKES), "two", "", offered))
                    .hasMessageContaining("several Confluence sites");
            assertThat(offered).extracting(CloudSite::name).containsExactlyInAnyOrder("rivers", "lakes");
            Returned returned = OtherWays.atSite(onCloud, back(onCloud, "two", LAKES), "two", LAKES, offered);

            assertThat(returned.connection().home()).hasPath("/site/lakes/wiki");
        }
    }

    private static Callback back(Tributary onCloud, String user, String site) {
        AuthorizationRequest request = onCloud.authorize(user, "cloud").begin();
        URI back = new SimulatedBrowser("alice", "alice").choosing(site).approve(request.uri(), REDIRECT.toString());
        return Callback.of("cloud", back.getRawQuery(), request.browser());
    }

    private static Site anySite(ConfluenceSimulator atlassian) {
        URI all = atlassian.baseUrl();
        Cloud cloud = new Cloud(new Cloud.Hosts(all, all, "api.atlassian.com", all), null, true);
        return Site.cloud(
                "cloud",
                cloud,
                new ClientRegistration(
                        "tributary",
                        Secret.of("tributary-secret"),
                        REDIRECT,
                        List.of("read:me", "read:page:confluence")));
    }

    private static Site oneSite(ConfluenceSimulator atlassian) {
        URI all = atlassian.baseUrl();
        URI address = URI.create(all + "/site/rivers");
        Cloud cloud = new Cloud(new Cloud.Hosts(all, all, "api.atlassian.com", all), address, true);
        URI redirectUri = URI.create("http://localhost:8080/callback");
        return Site.cloud(
                "cloud",
                cloud,
                new ClientRegistration("tributary", Secret.of("tributary-secret"), redirectUri, List.of()));
    }

    @Test
    void whatever_has_no_method_is_asked_for_by_its_path() {
        Content page =
                tributary.confluence(connection).pages("DEMO").findFirst().orElseThrow();
        assertThat(OtherWays.history(tributary, connection, page.id())
                        .path("latest")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void a_file_goes_up_and_comes_down(@TempDir Path directory) throws Exception {
        Confluence wiki = tributary.confluence(connection);
        Content page = wiki.pages("DEMO").findFirst().orElseThrow();
        Path report = Files.writeString(directory.resolve("report.pdf"), "the report");
        Path copy = directory.resolve("copy.pdf");

        OtherWays.files(wiki, page.id(), report, copy);

        assertThat(copy).hasContent("the report");
        assertThat(confluence.requests().of("POST", "/rest/api/content/" + page.id() + "/child/attachment"))
                .hasSize(1);
    }

    @Test
    void a_client_of_one_s_own_has_to_look_who_was_served() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        URI me = URI.create(confluence.baseUrl() + "/rest/api/user/current");
        assertThat(OtherWays.by(client, tributary, connection, me)).contains("\"username\":\"bob\"");

        confluence.switches().set("anonymous-access", "on");
        confluence.personalTokens().revoke(confluence.users().named("bob").orElseThrow(), 1);
        assertThatThrownBy(() -> OtherWays.by(client, tributary, connection, me))
                .isInstanceOf(IllegalStateException.class);
    }
}

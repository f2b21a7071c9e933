package dev.tributary.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.evidence.FreePort;
import dev.tributary.gateway.GatewayWorld;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in at an issuer that others wrote. */
@Tag("C31")
@SuppressWarnings("NullAway.Init")
class OidcSignInTest {

    @StartConfluence
    static ConfluenceSimulator confluence;

    @TempDir
    static Path directory;

    private static GatewayWorld world;
    private static OpenIdProvider provider;
    private static URI issuer;

    @BeforeAll
    static void start() throws Exception {
        int port = FreePort.next();
        issuer = URI.create("http://localhost:" + port);
        world = Desk.world(confluence, directory, """
                console:
                  oidc: { issuer: "%s", clientId: tributary-console, clientSecret: "${ISSUER_SECRET}", scopes: [profile, groups] }
                  admins: [dora, "group:wiki-admins"]
                """.formatted(issuer));
        provider = OpenIdProvider.start(port, world.uri("/console/callback"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (provider != null) {
            provider.stop();
        }
        world.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dora", "carol"})
    void an_administrator_by_name_or_by_group_enters(String admin) {
        Desk desk = new Desk(world);
        HttpResponse<String> back = desk.get(through(desk, admin));

        assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
        assertThat(back.body()).contains("content=\"0;url=/console/\"");
        assertThat(desk.get("/console/").body()).contains("Overview", admin);
        assertThat(desk.post("/console/doctor", Map.of()).statusCode())
                .as("may change things")
                .isEqualTo(303);
    }

    @Test
    void a_user_of_the_issuer_who_is_no_administrator_is_turned_away() {
        Desk desk = new Desk(world);
        HttpResponse<String> back = desk.get(through(desk, "eve"));

        assertThat(back.statusCode()).isEqualTo(403);
        assertThat(back.body()).contains("not an administrator here");
        assertThat(desk.session()).isEmpty();
        assertThat(desk.get("/console/").statusCode()).isEqualTo(303);
    }

    @Test
    void an_answer_counts_once_and_in_the_browser_only_that_asked() {
        Desk desk = new Desk(world);
        URI callback = through(desk, "dora");

        assertThat(new Desk(world).get(callback).statusCode()).as("no cookie").isEqualTo(400);
        Desk other = new Desk(world);
        other.get("/console/sign-in");
        assertThat(other.get(callback).statusCode()).as("another browser").isEqualTo(400);
        assertThat(desk.get(callback).statusCode())
                .as("the state is spent by now")
                .isEqualTo(400);
    }

    @Test
    void an_answer_of_another_issuer_without_a_code_or_with_an_error_lets_nobody_in() {
        Desk desk = new Desk(world);
        String state = GatewayWorld.parameter(begin(desk), "state");
        assertThat(desk.get("/console/callback?code=x&state=" + state + "&iss=https://evil.example")
                        .statusCode())
                .isEqualTo(400);
        state = GatewayWorld.parameter(begin(desk), "state");
        assertThat(desk.get("/console/callback?code=x&state=" + state).statusCode())
                .as("the issuer names itself always")
                .isEqualTo(400);
        state = GatewayWorld.parameter(begin(desk), "state");
        HttpResponse<String> error = desk.get("/console/callback?error=%3Cscript%3E&state=" + state + "&iss=" + issuer);
        assertThat(error.statusCode()).isIn(400, 403);
        assertThat(error.body()).doesNotContain("<script>");
        assertThat(desk.get("/console/callback?code=x&state=y&state=z").statusCode())
                .isEqualTo(400);
        assertThat(desk.session()).isEmpty();
    }

    @Test
    void the_browser_is_sent_with_state_nonce_and_a_challenge() {
        URI authorize = begin(new Desk(world));
        assertThat(authorize.toString()).startsWith(issuer + "/auth?");
        assertThat(authorize.getRawQuery())
                .contains("response_type=code", "code_challenge_method=S256", "code_challenge=", "nonce=", "state=")
                .doesNotContain("foreign-secret");
    }

    @Test
    void an_app_key_does_not_open_a_console_that_is_the_issuers() {
        assertThat(new Desk(world).enter(GatewayWorld.key("operator")).statusCode())
                .isEqualTo(403);
    }

    private static URI begin(Desk desk) {
        String token = Desk.token(desk.get("/console/sign-in"));
        HttpResponse<String> answer = desk.post("/console/sign-in/issuer", token, Map.of());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    private static URI through(Desk desk, String user) {
        return provider.approve(
                begin(desk), user, world.uri("/console/callback").toString());
    }
}

package dev.tributary.gateway.console;

import static dev.tributary.gateway.GatewayWorld.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.GatewayWorld;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.junit.StartConfluence;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages of the console carry, and what they must not; and whose forms change something. */
@Tag("C31")
@SuppressWarnings("NullAway.Init")
class PageSafetyTest {

    private static final String HOSTILE = "<script>alert(1)</script>\"'&";

    @StartConfluence
    static ConfluenceSimulator confluence;

    @TempDir
    static Path directory;

    private static GatewayWorld world;
    private static Desk desk;

    @BeforeAll
    static void start() {
        world = Desk.world(confluence, directory);
        desk = Desk.of(world, "operator");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/",
                "/console/sign-in",
                "/console/connections",
                "/console/connections/nobody",
                "/console/apps",
                "/console/mint/portal",
                "/console/doctor",
                "/console/doctor/progress",
                "/console/sites",
                "/console/figures",
                "/console/callback"
            })
    void a_page_is_not_framed_kept_sniffed_or_referred_to_and_runs_scripts_of_ours_only(String page) {
        HttpResponse<String> answer = desk.get(page);

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "*");
        assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.body()).doesNotContainPattern("<script>|style=|\\son[a-z]+=|javascript:");
    }

    @Test
    void names_that_users_chose_are_text_wherever_they_are_shown() {
        String id = json(world.confirm("portal", codeOf(HOSTILE), HOSTILE))
                .path("id")
                .asString();
        String sought = URLEncoder.encode(HOSTILE, StandardCharsets.UTF_8);

        for (String page : List.of(
                "/console/connections",
                "/console/connections?user=" + sought,
                "/console/connections/" + id,
                "/console/disconnect/" + id)) {
            assertThat(desk.get(page).body())
                    .as(page)
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                    .doesNotContain("<script>alert", HOSTILE);
        }
        assertThat(desk.post("/console/renew/" + id, Map.of()).body()).doesNotContain("<script>alert");
    }

    private static String codeOf(String user) {
        return GatewayWorld.parameter(
                GatewayWorld.through(world.link(user), new SimulatedBrowser("alice", "alice")), "connection_code");
    }

    @Test
    void no_page_shows_a_token_a_key_or_a_secret() {
        String id = world.connect("bob").path("id").asString();
        List<String> secrets = confluence.grants().all().stream()
                .flatMap(grant -> Stream.concat(grant.accessTokens().stream(), grant.refreshTokens().stream()))
                .toList();
        assertThat(secrets).isNotEmpty();

        for (String page : List.of(
                "/console/",
                "/console/connections",
                "/console/connections/" + id,
                "/console/apps",
                "/console/doctor")) {
            assertThat(desk.get(page).body())
                    .as(page)
                    .doesNotContain(secrets)
                    .doesNotContain(GatewayWorld.key("operator"), GatewayWorld.key("portal"), "secret-of-the-gateway");
        }
    }

    @Test
    void a_form_without_the_token_of_its_session_or_from_another_site_changes_nothing() {
        String id = world.connect("bob").path("id").asString();
        String form = "/console/disconnect/" + id;
        String own = Desk.token(desk.get("/console/"));
        String others = Desk.token(Desk.of(world, "operator").get("/console/"));

        assertThat(desk.post(form, "", Map.of()).statusCode()).isEqualTo(403);
        assertThat(desk.post(form, others, Map.of()).statusCode()).isEqualTo(403);
        assertThat(desk.post(form, own, Map.of(), "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(desk.post(form, own, Map.of(), "Sec-Fetch-Site", "same-site").statusCode())
                .isEqualTo(403);
        assertThat(desk.post(form, own, Map.of(), "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(desk.get("/console/connections/" + id).body()).contains("Active");

        assertThat(desk.post(form, own, Map.of(), "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(200);
        assertThat(desk.get("/console/connections/" + id).body()).contains("Disconnected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/disconnect/x",
                "/console/renew/x",
                "/console/mint/portal",
                "/console/revoke/x",
                "/console/doctor",
                "/console/sites"
            })
    void who_may_only_look_changes_nothing(String form) {
        HttpResponse<String> answer = Desk.of(world, "looker").post(form, Map.of("right-proxy", "on"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("for reading only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pico.css", "..%2fconsole.css", "console.peb", "htmx.js"})
    void files_are_served_by_their_exact_name_only(String name) {
        assertThat(desk.get("/console/files/" + name).statusCode()).isIn(400, 404);
    }

    @Test
    void files_carry_their_hash_in_their_name_and_are_kept_for_ever() {
        Matcher name = Pattern.compile("/console/files/[a-z]+-[\\w-]{16}\\.(css|js)")
                .matcher(desk.get("/console/").body());
        int files = 0;
        while (name.find()) {
            HttpResponse<String> file = desk.get(name.group());
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(file.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
            assertThat(file.headers().firstValue("Content-Type").orElseThrow())
                    .contains(name.group(1).equals("js") ? "javascript" : "css");
            files++;
        }
        assertThat(files).isEqualTo(3);
    }
}

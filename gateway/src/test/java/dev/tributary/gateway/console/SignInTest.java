package dev.tributary.gateway.console;

import static dev.tributary.gateway.GatewayWorld.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.GatewayWorld;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets into the console by a key, how long, and who does not. */
@Tag("C31")
@SuppressWarnings("NullAway.Init")
class SignInTest {

    private static final Duration MINUTE = Duration.ofSeconds(61);

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    private GatewayWorld world;

    @BeforeEach
    void start() {
        world = Desk.world(confluence, directory);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void an_admin_key_opens_the_console_with_a_cookie_that_no_script_and_no_other_site_can_use() {
        Desk desk = new Desk(world);
        HttpResponse<String> entered = desk.enter(key("operator"));

        assertThat(entered.statusCode()).isEqualTo(303);
        assertThat(entered.headers().firstValue("Location")).hasValue("/console/");
        assertThat(entered.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("; Path=/; HttpOnly; SameSite=Strict")
                .doesNotContain("Domain", "Max-Age");
        assertThat(desk.get("/console/").body()).contains("Overview", "Key", "of operator");
    }

    @ParameterizedTest
    @ValueSource(strings = {"portal", "some", "nobody-has-this-one"})
    void a_key_without_the_right_or_for_some_users_only_opens_nothing(String name) {
        Desk desk = new Desk(world);
        HttpResponse<String> refused = desk.enter(key(name));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("does not open the console").doesNotContain(key(name));
        assertThat(desk.session()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/",
                "/console/connections",
                "/console/connections/x",
                "/console/apps",
                "/console/doctor",
                "/console/sites",
                "/console/figures",
                "/console/mint/portal"
            })
    void nobody_sees_a_page_without_a_session(String page) {
        assertThat(world.browse(world.uri(page), "").statusCode()).isEqualTo(303);
        HttpResponse<String> made = world.browse(world.uri(page), "tributary-console=" + "x".repeat(43));
        assertThat(made.statusCode()).isEqualTo(303);
        assertThat(made.headers().firstValue("Location")).hasValue("/console/sign-in");
        assertThat(made.body()).isEmpty();
    }

    @Test
    void an_app_key_in_a_header_or_cookie_opens_no_page_and_a_session_opens_nothing_but_the_console() {
        assertThat(world.ask("operator", "GET", "/console/").statusCode()).isEqualTo(303);
        assertThat(world.browse(world.uri("/console/"), "tributary-console=" + key("operator"))
                        .statusCode())
                .isEqualTo(303);
        Desk desk = Desk.of(world, "operator");
        assertThat(desk.get("/v1/connections").statusCode()).isEqualTo(401);
        assertThat(desk.get("/sites/wiki/rest/api/space").statusCode()).isEqualTo(401);
        assertThat(desk.post("/oauth2/token", Map.of("grant_type", "x")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_session_that_somebody_planted_is_not_the_one_that_signing_in_begins() {
        Desk attacker = Desk.of(world, "operator");
        String planted = attacker.session();
        Desk victim = new Desk(world);
        victim.session(planted);
        victim.enter(key("looker"));

        assertThat(victim.session()).isNotEqualTo(planted).isNotEmpty();
        attacker.session(planted);
        assertThat(attacker.get("/console/").statusCode())
                .as("the planted session")
                .isEqualTo(303);
    }

    @Test
    void a_session_ends_when_nothing_is_done_for_half_an_hour_and_a_page_that_updates_itself_does_nothing() {
        Desk desk = Desk.of(world, "operator");
        confluence.clock().advance(Duration.ofMinutes(25));
        assertThat(desk.get("/console/").statusCode()).isEqualTo(200);
        confluence.clock().advance(Duration.ofMinutes(25));
        assertThat(desk.get("/console/figures").statusCode()).isEqualTo(200);
        confluence.clock().advance(Duration.ofMinutes(6));
        assertThat(desk.get("/console/").statusCode()).isEqualTo(303);
    }

    @Test
    void a_session_ends_after_eight_hours_of_work() {
        Desk desk = Desk.of(world, "operator");
        for (int i = 0; i < 23; i++) {
            confluence.clock().advance(Duration.ofMinutes(20));
            assertThat(desk.get("/console/").statusCode()).isEqualTo(200);
        }
        confluence.clock().advance(Duration.ofMinutes(21));
        assertThat(desk.get("/console/").statusCode()).isEqualTo(303);
    }

    @Test
    void signing_out_ends_the_session_itself_and_not_only_the_cookie() {
        Desk desk = Desk.of(world, "looker");
        String session = desk.session();
        HttpResponse<String> out = desk.post("/console/sign-out", Map.of());
        assertThat(out.headers().firstValue("Location")).hasValue("/console/sign-in");
        assertThat(desk.session()).isEmpty();

        desk.session(session);
        assertThat(desk.get("/console/").statusCode()).isEqualTo(303);
    }

    @Test
    void after_five_keys_that_were_refused_an_address_waits_a_minute_even_with_the_right_one() {
        Desk desk = new Desk(world);
        for (int i = 0; i < 5; i++) {
            assertThat(desk.enter(key("guess" + i)).statusCode()).isEqualTo(403);
        }
        assertThat(desk.enter(key("operator")).statusCode()).isEqualTo(429);
        confluence.clock().advance(MINUTE);
        assertThat(desk.enter(key("operator")).statusCode()).isEqualTo(303);
    }

    @Test
    void keys_that_fit_are_not_counted() {
        Desk desk = new Desk(world);
        for (int i = 0; i < 7; i++) {
            assertThat(desk.enter(key("operator")).statusCode()).isEqualTo(303);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?next=https://evil.example/", "?returnTo=//evil.example", "?url=javascript:alert(1)"})
    void signing_in_leads_into_the_console_whatever_it_is_asked(String query) {
        Desk desk = new Desk(world);
        String token = Desk.token(desk.get("/console/sign-in" + query));
        HttpResponse<String> entered =
                desk.post("/console/sign-in" + query, token, Map.of("key", key("operator"), "next", "//evil.example"));
        assertThat(entered.headers().firstValue("Location")).hasValue("/console/");
    }

    @Test
    void a_sign_in_form_of_another_page_or_browser_lets_nobody_in() {
        Desk desk = new Desk(world);
        String token = Desk.token(desk.get("/console/sign-in"));
        Map<String, String> form = Map.of("key", key("operator"));

        assertThat(new Desk(world).post("/console/sign-in", token, form).statusCode())
                .isEqualTo(400);
        assertThat(desk.post("/console/sign-in", token, form, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(400);
        assertThat(desk.post("/console/sign-in", token, form, "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(400);
        assertThat(desk.post("/console/sign-in", token, form, "Origin", "null").statusCode())
                .isEqualTo(303);
    }

    @Test
    void who_comes_from_another_site_is_led_on_by_a_page_because_the_browser_keeps_the_cookie_back() {
        HttpResponse<String> page = new Desk(world).get("/console/apps", "Sec-Fetch-Site", "cross-site");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("content=\"0;url=/console/\"");
    }

    @Test
    void a_part_of_a_page_whose_session_is_over_leads_the_whole_page_to_the_sign_in() {
        HttpResponse<String> part = new Desk(world).get("/console/figures", "HX-Request", "true");
        assertThat(part.statusCode()).isEqualTo(401);
        assertThat(part.headers().firstValue("HX-Redirect")).hasValue("/console/sign-in");
    }

    @Test
    void without_configuration_there_is_no_console(@TempDir Path other) {
        try (GatewayWorld plain = new GatewayWorld(confluence, other)) {
            for (String page : List.of("/console/", "/console", "/console/sign-in", "/console/callback")) {
                assertThat(plain.browse(plain.uri(page), "").statusCode()).isEqualTo(404);
            }
        }
    }
}

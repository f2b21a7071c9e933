package dev.tributary.gateway.connect;

import static dev.tributary.gateway.GatewayWorld.cookie;
import static dev.tributary.gateway.GatewayWorld.formToken;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.GatewayWorld;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init")
class LinkPageTest {

    @StartConfluence
    static ConfluenceSimulator confluence;

    @TempDir
    static Path directory;

    static GatewayWorld world;

    @BeforeAll
    static void start() {
        world = new GatewayWorld(confluence, directory);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Tag("C4")
    @Test
    void the_page_says_which_application_asks_for_which_user_and_for_what() {
        HttpResponse<String> page = world.browse(world.link("alice"), "");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("portal")
                .contains("alice")
                .contains("wiki")
                .contains(confluence.baseUrl().getAuthority())
                .contains("See, create, change and delete");
    }

    @Test
    void a_page_is_not_kept_framed_sniffed_or_referred_to_and_runs_no_script() {
        HttpResponse<String> page = world.browse(world.link("alice"), "");

        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'", "style-src 'self'")
                .endsWith("form-action 'self' https: " + confluence.baseUrl() + " http://localhost:8082")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.body()).doesNotContain("<script", "style=", "onclick");
    }

    @Tag("C5")
    @Test
    void looking_at_a_link_spends_nothing() {
        URI link = world.link("alice");
        for (int i = 0; i < 3; i++) {
            assertThat(world.browse(link, "").statusCode()).isEqualTo(200);
            HttpResponse<String> head =
                    world.send(HttpRequest.newBuilder(link).method("HEAD", HttpRequest.BodyPublishers.noBody()));
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
        }

        assertThat(press(link).statusCode()).isEqualTo(303);
    }

    @Test
    void the_button_leads_to_confluence_with_everything_that_protects_the_flow() {
        HttpResponse<String> answer = press(world.link("alice"));

        URI confluencePage = URI.create(answer.headers().firstValue("Location").orElse(""));
        assertThat(confluencePage.toString()).startsWith(confluence.baseUrl() + "/rest/oauth2/latest/authorize?");
        assertThat(confluencePage.getRawQuery())
                .contains("code_challenge_method=S256", "response_type=code", "scope=WRITE", "client_id=gateway");
        assertThat(GatewayWorld.parameter(confluencePage, "state")).isNotEqualTo(GatewayWorld.STATE);
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    }

    @Tag("C5")
    @Test
    void a_link_works_once() {
        URI link = world.link("alice");
        HttpResponse<String> page = world.browse(link, "");
        String form = "form-token=" + formToken(page);
        assertThat(world.post(link, cookie(page), form).statusCode()).isEqualTo(303);

        for (HttpResponse<String> again :
                List.of(world.post(link, cookie(page), form), world.browse(link, cookie(page)))) {
            assertThat(again.statusCode()).isEqualTo(410);
            assertThat(again.headers().firstValue("Location")).isEmpty();
            assertThat(again.body()).contains("<h1>");
        }
    }

    @Test
    void of_many_who_press_at_once_one_is_sent_on() {
        URI link = world.link("alice");
        HttpResponse<String> page = world.browse(link, "");
        List<CompletableFuture<Integer>> pressed = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            pressed.add(
                    CompletableFuture.supplyAsync(() -> world.post(link, cookie(page), "form-token=" + formToken(page))
                            .statusCode()));
        }

        List<Integer> statuses = pressed.stream().map(CompletableFuture::join).toList();
        assertThat(statuses).containsOnlyOnce(303).allMatch(status -> status == 303 || status == 410);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/connect/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "/connect/short",
                "/connect/%41AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "/connect/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA?x=y"
            })
    void a_link_that_nobody_made_is_a_page_and_leads_nowhere(String target) {
        HttpResponse<String> page = world.browse(world.uri(target), "");

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Location")).isEmpty();
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Tag("C5")
    @Test
    void a_form_without_the_cookie_or_the_token_of_its_page_is_refused_and_spends_nothing() {
        URI link = world.link("alice");
        HttpResponse<String> page = world.browse(link, "");
        HttpResponse<String> elsewhere = world.browse(link, "");
        String form = "form-token=" + formToken(page);

        assertThat(world.post(link, "", form).statusCode()).isEqualTo(403);
        assertThat(world.post(link, cookie(elsewhere), form).statusCode()).isEqualTo(403);
        assertThat(world.post(link, cookie(page), "").statusCode()).isEqualTo(403);
        assertThat(world.post(link, cookie(page), "form-token=x").statusCode()).isEqualTo(403);
        assertThat(world.post(link, cookie(page), form + "&form-token=x").statusCode())
                .isEqualTo(400);
        assertThat(world.post(link, cookie(page), form).statusCode()).isEqualTo(303);
    }

    @Tag("C5")
    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void a_form_on_somebody_elses_page_is_refused(String site) {
        URI link = world.link("alice");
        HttpResponse<String> page = world.browse(link, "");
        String form = "form-token=" + formToken(page);

        assertThat(world.post(link, cookie(page), form, "Sec-Fetch-Site", site).statusCode())
                .isEqualTo(403);
        assertThat(world.post(link, cookie(page), form, "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(world.post(link, cookie(page), form, "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void the_token_of_one_link_does_not_open_another_in_the_same_browser() {
        URI one = world.link("alice");
        URI other = world.link("alice");
        HttpResponse<String> page = world.browse(one, "");

        assertThat(world.post(other, cookie(page), "form-token=" + formToken(page))
                        .statusCode())
                .isEqualTo(403);
    }

    @Tag("C6")
    @Test
    void the_cookie_is_of_256_bits_out_of_reach_of_scripts_and_the_same_for_all_tabs() {
        HttpResponse<String> first = world.browse(world.link("alice"), "");
        assertThat(first.headers().firstValue("Set-Cookie").orElse(""))
                .matches("tributary-flow=[A-Za-z0-9_-]{43}; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax");

        HttpResponse<String> second = world.browse(world.link("alice"), "theme=dark; " + cookie(first));
        assertThat(cookie(second)).isEqualTo(cookie(first));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tributary-flow=short", "tributary-flow=", "tributary-flow=%s; tributary-flow=%s"})
    void a_cookie_that_is_not_ours_or_is_there_twice_is_replaced(String shown) {
        String mine = "A".repeat(43);
        HttpResponse<String> page = world.browse(world.link("alice"), shown.formatted(mine, mine));

        assertThat(cookie(page)).matches("tributary-flow=[A-Za-z0-9_-]{43}").doesNotContain(mine);
    }

    @Test
    void a_hostile_user_name_is_text_on_the_page() {
        HttpResponse<String> page = world.browse(world.link("<script>alert(1)</script>\"'&"), "");

        assertThat(page.body()).doesNotContain("<script>").contains("&lt;script&gt;");
    }

    @Tag("C6")
    @Test
    void a_browser_may_have_sixteen_flows_under_way() {
        String cookie = cookie(world.browse(world.link("carol"), ""));
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            URI link = world.link("carol");
            HttpResponse<String> page = world.browse(link, cookie);
            statuses.add(
                    world.post(link, cookie, "form-token=" + formToken(page)).statusCode());
        }

        assertThat(statuses.subList(0, 16)).containsOnly(303);
        assertThat(statuses.get(16)).isEqualTo(429);
    }

    @Test
    void a_link_ends_after_a_quarter_of_an_hour() {
        URI link = world.link("alice");
        confluence.clock().advance(Duration.ofMinutes(16));

        assertThat(world.browse(link, "").statusCode()).isEqualTo(410);
        assertThat(press(link).statusCode()).isEqualTo(410);
    }

    @Test
    void the_page_has_styles_of_its_own_and_no_file_beside_them() {
        String page = world.browse(world.link("alice"), "").body();
        assertThat(page).contains("/assets/pico.css", "/assets/tributary.css");

        assertThat(world.browse(world.uri("/assets/pico.css"), "").headers().firstValue("Content-Type"))
                .contains("text/css; charset=utf-8");
        assertThat(world.browse(world.uri("/assets/tributary.css"), "").statusCode())
                .isEqualTo(200);
        assertThat(world.browse(world.uri("/assets/connect.peb"), "").statusCode())
                .isEqualTo(404);
    }

    private static HttpResponse<String> press(URI link) {
        HttpResponse<String> page = world.browse(link, "");
        String token = page.statusCode() == 200 ? formToken(page) : "";
        return world.post(link, cookie(page), "form-token=" + token);
    }
}

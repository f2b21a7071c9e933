package dev.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.tributary.simulator.control.Fault;
import dev.tributary.simulator.control.Fault.Action;
import dev.tributary.simulator.control.RecordedRequest;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.junit.StartConfluence;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Behaviours 37 to 39, and who may reach the control endpoints. */
class ControlTest {

    private static final String TOKEN = TestClient.TOKEN;

    @StartConfluence
    ConfluenceSimulator confluence;

    private TestClient client;

    @BeforeEach
    void client() {
        client = new TestClient(confluence);
    }

    @Test
    void behaviour_37_the_clock_is_set_over_http_and_shown() {
        Answer tokens = client.connected();
        Answer clock = client.json("POST", "/simulator/clock", "{\"advance\":\"PT2H\"}");
        assertThat(clock.status()).isEqualTo(200);
        assertThat(clock.text("ahead")).isEqualTo("PT2H");
        assertThat(client.servedAs(tokens.text("access_token"))).isEqualTo("anonymous");
        assertThat(confluence.clock().offset()).isEqualTo(Duration.ofHours(2));
        assertThat(client.get("/simulator/clock").text("now")).isNotEmpty();
        assertThat(client.json("POST", "/simulator/clock", "{\"advance\":\"soon\"}")
                        .status())
                .isEqualTo(400);
        assertThat(client.json("POST", "/simulator/clock", "{\"advance\":\"-PT2H\"}")
                        .text("ahead"))
                .isEqualTo("PT0S");
    }

    @Test
    void behaviour_38_a_connection_dropped_before_has_changed_nothing_and_one_dropped_after_has() {
        String token = client.connected().text("refresh_token");
        confluence.faults().add(Fault.of(Action.DROP_BEFORE).on("POST", TOKEN));
        assertThatThrownBy(() -> client.refresh(token)).isInstanceOf(UncheckedIOException.class);
        assertThat(confluence.grants().all().get(0).generations()).hasSize(1);

        confluence.faults().add(Fault.of(Action.DROP_AFTER).on("POST", TOKEN));
        assertThatThrownBy(() -> client.refresh(token)).isInstanceOf(UncheckedIOException.class);
        assertThat(confluence.grants().all().get(0).generations()).hasSize(2);
        assertThat(client.refresh(token).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void behaviour_38_a_truncated_answer_is_one_that_never_ends() {
        String token = client.connected().text("refresh_token");
        confluence.faults().add(Fault.of(Action.TRUNCATE).on("POST", TOKEN));
        assertThatThrownBy(() -> client.refresh(token)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void behaviour_38_statuses_come_at_the_nth_request_and_so_many_times() {
        confluence
                .faults()
                .add(Fault.of(Action.STATUS)
                        .status(503)
                        .retryAfter("7")
                        .on("GET", "/login")
                        .nth(2)
                        .times(2));
        assertThat(client.get("/login.action").status()).isEqualTo(200);
        Answer down = client.get("/login.action");
        assertThat(down.status()).isEqualTo(503);
        assertThat(down.header("Retry-After")).isEqualTo("7");
        assertThat(client.get("/rest/applinks/1.0/manifest").status()).isEqualTo(200);
        assertThat(client.get("/login.action").status()).isEqualTo(503);
        assertThat(client.get("/login.action").status()).isEqualTo(200);
        assertThat(confluence.faults().pending()).isEmpty();
    }

    @Test
    void behaviour_38_bodies_turn_into_garbage_html_or_five_megabytes() {
        confluence
                .faults()
                .add(Fault.of(Action.GARBAGE))
                .add(Fault.of(Action.HTML))
                .add(Fault.of(Action.HUGE))
                .add(Fault.of(Action.TOO_MANY_REQUESTS).retryAfter("9223372036854775807"));
        Answer garbage = client.get("/rest/applinks/1.0/manifest");
        assertThat(garbage.header("Content-Type")).isEqualTo("application/json");
        assertThatThrownBy(garbage::json).isInstanceOf(RuntimeException.class);
        assertThat(client.get("/rest/applinks/1.0/manifest").header("Content-Type"))
                .startsWith("text/html");
        assertThat(client.get("/rest/applinks/1.0/manifest").body()).hasSizeGreaterThan(5_000_000);
        Answer limited = client.get("/rest/applinks/1.0/manifest");
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.header("Retry-After")).isEqualTo("9223372036854775807");
    }

    @Test
    void behaviour_38_a_delay_is_waited_for() {
        confluence.faults().add(Fault.delay(Duration.ofMillis(300)));
        long start = System.nanoTime();
        client.get("/login.action");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void behaviour_38_every_fault_can_be_posted_listed_and_deleted(Action action) {
        Answer added = client.json(
                "POST",
                "/simulator/faults",
                "{\"method\":\"GET\",\"path\":\"/x\",\"nth\":2,\"times\":3,\"delay\":\"PT1S\",\"status\":502,\"action\":\""
                        + action.key() + "\"}");
        assertThat(added.json().path("faults").path(0).path("action").asString())
                .isEqualTo(action.key());
        assertThat(confluence.faults().pending())
                .containsExactly(new Fault("GET", "/x", 2, 3, action, Duration.ofSeconds(1), 502, null));
        assertThat(client.json("DELETE", "/simulator/faults", "").status()).isEqualTo(204);
        assertThat(confluence.faults().pending()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"action\":\"explode\"}",
                "{}",
                "{\"action\":\"delay\",\"delya\":\"PT1S\"}",
                "{\"action\":\"status\",\"status\":200}",
                "{\"action\":\"delay\",\"delay\":\"long\"}",
                "{\"action\":{}}",
                "{\"action\":\"delay\",\"nth\":\"two\"}",
                "[{\"action\":\"delay\"}]",
                "not json"
            })
    void behaviour_38_a_malformed_fault_is_a_400_with_a_reason(String body) {
        Answer refused = client.json("POST", "/simulator/faults", body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("message")).isNotEmpty();
    }

    @Test
    void behaviour_38_a_listed_fault_can_be_posted_again() {
        confluence
                .faults()
                .add(Fault.of(Action.STATUS).retryAfter("7"))
                .add(Fault.delay(Duration.ofSeconds(2)).on("GET", "/x"));
        List<Fault> before = confluence.faults().pending();
        JsonNode listed = client.get("/simulator/faults").json().path("faults");
        confluence.faults().clear();
        listed.forEach(fault -> client.json("POST", "/simulator/faults", fault.toString()));
        assertThat(confluence.faults().pending()).isEqualTo(before);
    }

    @Test
    void behaviour_39_the_journal_keeps_what_came_in_and_who_was_served() {
        Answer tokens = client.connected();
        confluence.requests().clear();
        client.get("/rest/api/user/current?probe=1", "Authorization", "Bearer " + tokens.text("access_token"));
        client.refresh("unknown");
        assertThat(confluence.requests().all())
                .extracting(
                        RecordedRequest::method, RecordedRequest::path, RecordedRequest::status, RecordedRequest::user)
                .containsExactly(
                        tuple("GET", "/rest/api/user/current", 200, "alice"), tuple("POST", TOKEN, 400, "anonymous"));
        Answer journal = client.get("/simulator/requests");
        assertThat(journal.json().path("requests").path(0).path("query").asString())
                .isEqualTo("probe=1");
        assertThat(journal.json().path("requests").path(1).path("body").asString())
                .contains("grant_type=refresh_token");
        assertThat(client.json("DELETE", "/simulator/requests", "").status()).isEqualTo(204);
        assertThat(confluence.requests().all()).isEmpty();
    }

    @Test
    void behaviour_39_a_dropped_request_is_in_the_journal_with_status_0() {
        confluence.faults().add(Fault.of(Action.DROP_BEFORE));
        assertThatThrownBy(() -> client.post(TOKEN, "")).isInstanceOf(UncheckedIOException.class);
        assertThat(confluence.requests().all())
                .extracting(RecordedRequest::status)
                .containsExactly(0);
    }

    @Test
    void switches_are_listed_and_set_and_a_wrong_one_is_refused_with_the_valid_ones() {
        assertThat(client.get("/simulator/switches").json().path("switches").size())
                .isEqualTo(Switch.values().length);
        assertThat(client.json("POST", "/simulator/switches", "{\"bad-bearer\":\"401\"}")
                        .status())
                .isEqualTo(200);
        assertThat(confluence.switches().get(Switch.BAD_BEARER)).isEqualTo("401");
        assertThat(client.json("POST", "/simulator/switches", "{\"bad-beerer\":\"401\"}")
                        .text("message"))
                .contains("bad-beerer")
                .contains("code-lifetime");
        assertThat(client.json("POST", "/simulator/switches", "{\"captcha\":\"on\",\"bad-bearer\":\"402\"}")
                        .text("message"))
                .contains("anonymous, 401");
        assertThat(confluence.switches().get(Switch.CAPTCHA)).isEqualTo("off");
        assertThatThrownBy(() -> ConfluenceSimulator.dataCenter().set("code-lifetime", "10"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT30S");
    }

    @ParameterizedTest
    @CsvSource({"access,anonymous,200", "refresh,alice,400", "grant,anonymous,400"})
    void tokens_can_be_ended_behind_their_applications_back(String kind, String servedAs, int refreshed) {
        Answer tokens = client.connected();
        assertThat(client.json("POST", "/simulator/grants/revoke", "{\"user\":\"bob\"}")
                        .json()
                        .path("ended")
                        .asInt())
                .isZero();
        Answer revoked =
                client.json("POST", "/simulator/grants/revoke", "{\"user\":\"alice\",\"kind\":\"" + kind + "\"}");
        assertThat(revoked.json().path("ended").asInt()).isEqualTo(1);
        assertThat(client.servedAs(tokens.text("access_token"))).isEqualTo(servedAs);
        assertThat(client.refresh(tokens.text("refresh_token")).status()).isEqualTo(refreshed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{\"usr\":\"alice\"}", "{\"kind\":\"everything\"}"})
    void what_names_no_tokens_ends_none(String body) {
        String accessToken = client.connected().text("access_token");
        assertThat(client.json("POST", "/simulator/grants/revoke", body).status())
                .isEqualTo(400);
        assertThat(client.servedAs(accessToken)).isEqualTo("alice");
    }

    @Test
    void grants_are_shown_with_their_live_tokens_and_counts() {
        Answer first = client.connected();
        Answer second = client.refresh(first.text("refresh_token"));
        Answer grants = client.get("/simulator/grants");
        assertThat(grants.json().path("grants").size()).isEqualTo(1);
        assertThat(grants.body())
                .contains(second.text("access_token"), second.text("refresh_token"))
                .doesNotContain(first.text("access_token"), first.text("refresh_token"));
        assertThat(grants.json().at("/grants/0/generations/0/refreshes").asInt())
                .isEqualTo(1);
        assertThat(grants.json().at("/grants/0/user").asString()).isEqualTo("alice");
    }

    @Tag("C34")
    @ParameterizedTest
    @CsvSource({
        "evil.test, , 403",
        "localhost.evil.test, , 403",
        "localhost, Origin: http://evil.test, 403",
        "localhost, Origin: null, 403",
        "localhost, Origin: http://localhost, 200",
        "localhost, Sec-Fetch-Site: cross-site, 403",
        "localhost, Sec-Fetch-Site: same-site, 403",
        "localhost, Sec-Fetch-Site: none, 200",
        "127.0.0.1, , 200",
        "[::1]:99, , 200"
    })
    void control_is_for_loopback_and_its_own_origin_alone(String host, String header, int status) throws IOException {
        String line = header == null ? "" : header + "\r\n";
        assertThat(raw("GET /simulator/grants HTTP/1.1\r\nHost: " + host + "\r\n" + line + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status);
    }

    @Tag("C34")
    @Test
    void control_takes_json_alone_so_that_no_form_of_a_page_can_reach_it() {
        assertThat(client.post("/simulator/clock", "{\"advance\":\"PT2H\"}").status())
                .isEqualTo(415);
        assertThat(confluence.clock().offset()).isZero();
    }

    @Tag("C34")
    @Test
    void beyond_loopback_a_control_token_is_needed_and_asked_for() {
        ConfluenceSimulator.Builder open = ConfluenceSimulator.dataCenter().bind(new InetSocketAddress(0).getAddress());
        assertThatThrownBy(open::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("control token");
        try (ConfluenceSimulator guarded =
                ConfluenceSimulator.dataCenter().controlToken("sesame").start()) {
            TestClient there = new TestClient(guarded);
            assertThat(there.get("/simulator/grants").status()).isEqualTo(401);
            assertThat(there.get("/simulator/grants", "Authorization", "Bearer sesame")
                            .status())
                    .isEqualTo(200);
        }
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), confluence.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }
}

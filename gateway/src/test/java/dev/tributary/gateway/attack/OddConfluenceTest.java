package dev.tributary.gateway.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.proxy.RawConfluence.Talk;
import dev.tributary.simulator.browser.Exchange;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Confluence that issues odd tokens and names odd users: whatever it says, nobody is connected as nobody. */
final class OddConfluenceTest extends AttackTest {

    private static final String CALL = "/sites/evil/rest/api/user/current";

    @BeforeEach
    void behave() {
        ground().evil.behave();
    }

    private Exchange arrive(Journey journey) {
        String state = Journey.parameter(journey.leave().location().orElseThrow(), "state")
                .orElseThrow();
        return journey.browser().get(URI.create(ground().uri() + "/callback/evil?code=any&state=" + state));
    }

    private Journey journey() {
        return new Journey(ground(), App.A, "odd-" + UUID.randomUUID(), "evil");
    }

    private static void json(Talk talk, String headers, String body) throws IOException {
        talk.answer(200, "Content-Type: application/json\r\n" + headers, body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"alice\"",
                "{}",
                "{\"type\":\"anonymous\",\"username\":\"alice\",\"userKey\":\"k\"}",
                "{\"type\":\"known\",\"username\":\"\",\"userKey\":\"\"}",
                "{\"type\":\"known\",\"username\":null,\"userKey\":null}",
                "{\"type\":\"known\",\"username\":{},\"userKey\":[]}",
                "{\"type\":\"known\",\"userKey\":\"k\"}",
                "{\"type\":\"known\",\"username\":\"alice\"",
                "<html>Log in</html>"
            })
    void a_token_whose_user_is_not_named_connects_nobody(String named) {
        Journey journey = journey();
        ground().evil.rest(talk -> json(talk, "", named));

        assertThat(journey.errorOf(arrive(journey))).matches("[a-z_-]{4,20}");
        assertThat(ground().evil.revoked()).contains("evil-refresh-", "evil-access-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"expires_in\":-1",
                "\"expires_in\":0",
                "\"expires_in\":9223372036854775807",
                "\"expires_in\":1e308",
                "\"expires_in\":1e-308",
                "\"expires_in\":123456789012345678901234567890",
                "\"expires_in\":\"3600\"",
                "\"expires_in\":\"soon\"",
                "\"expires_in\":null",
                "\"expires_in\":[]",
                "\"scope\":null",
                "\"scope\":5",
                "\"scope\":[\"READ\"]",
                "\"scope\":\"  \"",
                "\"scope\":\"A\\r\\nX-Forged: 1\"",
                "\"refresh_token\":\"\"",
                "\"refresh_token\":null",
                "\"refresh_token\":{}",
                "\"refresh_token\":\"a\\r\\nb&client_id=x\"",
                "\"error\":\"\"",
                "\"error\":null",
                "\"error\":{}",
                "\"access_token\":\"evil-access-second\""
            })
    void an_odd_token_answer_is_either_a_failure_or_a_connection_that_works(String odd) {
        Journey journey = journey();
        ground().evil
                .tokens(talk ->
                        json(talk, "", "{\"access_token\":\"evil-access-odd\",\"token_type\":\"bearer\"," + odd + "}"));

        Exchange back = arrive(journey);

        assertThat(back.status()).as(back.page()).isEqualTo(303);
        if (back.location().orElseThrow().toString().contains("connection_code=")) {
            Answer connected = ground().confirm(App.A, journey.codeOf(back), journey.user())
                    .is(201);
            Answer called = ground().call(App.A, journey.user(), CALL).is(200, 409, 503);
            assertThat(called.body()).doesNotContain("Forged");
            assertThat(ground().evil.heads()).noneMatch(head -> head.contains("Forged"));
            ground().api(App.A, "DELETE", "/v1/connections/" + connected.text("/id"), null)
                    .is(200);
        } else {
            assertThat(journey.errorOf(back)).matches("[a-z_-]{4,20}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bob\\nconnection.confirmed app=\\\"a\\\" user=\\\"bob\\\"",
                "bob\\r\\nX-Forged: 1",
                "bob\\u001b[31m",
                "bob\\u2028x",
                "bob\\u0085x",
                "<script>alert(1)</script>"
            })
    void an_odd_name_forges_no_line_of_the_log_and_no_field(String name) {
        Journey journey = journey();
        ground().evil
                .rest(talk -> json(
                        talk,
                        "",
                        "{\"type\":\"known\",\"username\":\"%s\",\"userKey\":\"%s\",\"displayName\":\"%s\"}"
                                .formatted(name, name, name)));

        Exchange back = arrive(journey);
        if (back.location().orElseThrow().toString().contains("connection_code=")) {
            Answer connected = ground().confirm(App.A, journey.codeOf(back), journey.user())
                    .is(201);
            assertThat(connected.headers().map()).doesNotContainKey("x-forged");
        }

        assertThat(ground().witness.log())
                .allMatch(line -> line.codePoints().noneMatch(c -> Character.isISOControl(c) || c == 0x2028))
                .filteredOn(line -> line.startsWith("connection.confirmed app=\"a\" user=\"bob\""))
                .isEmpty();
    }
}

package dev.tributary.gateway.attack;

import static dev.tributary.gateway.http.RawSocket.head;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users who look like alice and are not, and whoever is after the connections of others. */
final class UserAttacksTest extends AttackTest {

    @Tag("C12")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALICE",
                "Alice",
                "alic\u00e9",
                "alice\u0301",
                "alice\u200b",
                "\ufeffalice",
                "\u0430lice",
                "\uff41lice",
                "al\u0131ce",
                "alice\u00ad",
                "alice.",
                "alice%",
                "al_ce",
                "al%",
                "%",
                "alice'--",
                "alice\\",
                "*"
            })
    void c12_a_user_is_compared_octet_by_octet(String user) {
        String encoded = encoded(user);

        ground().call(App.A, encoded, Ground.CURRENT).isProblem(409);
        assertThat(connections(App.A, "?user=" + encoded).json().path("connections"))
                .isEmpty();
        ground().assertNothingReachedConfluence();
    }

    @Tag("C12")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice%20",
                "%20alice",
                "alice%00",
                "alice%0d%0a",
                "alice%c2%a0",
                "alice%e2%80%a8",
                "alice%c2%85",
                "%ff",
                "%c1%a1lice",
                "alice%",
                "alice%6",
                "alice%zz",
                "%ed%a0%80",
                "alice%e3%80%80"
            })
    void c12_what_no_user_can_be_called_is_malformed(String encoded) {
        ground().call(App.A, encoded, Ground.CURRENT).isProblem(400);
        assertThat(ground().raw(head(
                        "GET /v1/connections?user=" + encoded + " HTTP/1.1",
                        "Host: localhost",
                        "Authorization: Bearer " + App.A.key)))
                .startsWith("HTTP/1.1 400 ");
        ground().assertNothingReachedConfluence();
    }

    @Tag("C12")
    @Test
    void c12_a_percent_encoding_is_decoded_once() {
        assertThat(ground().call(App.A, "%61lice", Ground.CURRENT).is(200).text("/username"))
                .isEqualTo("alice");
        ground().call(App.A, "%2561lice", Ground.CURRENT).isProblem(409);
        ground().call(App.A, "a+lice", Ground.CURRENT).isProblem(409);
    }

    @Test
    void each_app_lists_its_own_connections_whatever_it_asks_for() {
        assertThat(connections(App.B, "").is(200).body())
                .contains(ground().alicesOfB)
                .doesNotContain(ground().alicesOfA, ground().bobsOfA);
        assertThat(connections(App.B, "?user=bob").is(200).json().path("connections"))
                .isEmpty();
        assertThat(connections(App.X, "?user=alice&site=wiki").is(200).json().path("connections"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "-1",
                "%00",
                "' OR '1'='1",
                "00000000-0000-0000-0000-000000000000",
                "ffffffff-ffff-ffff-ffff-ffffffffffff",
                "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
                "0-0-0-0-0",
                "OWN",
                "FOREIGN"
            })
    void a_cursor_leads_nowhere_but_on(String cursor) {
        String given = cursor.replace("OWN", ground().alicesOfB).replace("FOREIGN", ground().alicesOfA);

        Answer answer = connections(App.B, "?cursor=" + encoded(given));

        assertThat(answer.status()).as(answer.body()).isIn(200, 400);
        assertThat(answer.body()).doesNotContain(ground().alicesOfA, ground().bobsOfA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?user=bob&user=alice",
                "?user=bob&%75ser=alice",
                "?app=a",
                "?user=",
                "?status=NOBODY",
                "?status=active'",
                "?site=wiki&site=wiki2",
                "?site[]=wiki",
                "?limit=1000000",
                "?user=%ff",
                "?&",
                "?user"
            })
    void a_list_is_asked_for_in_one_way_only(String query) {
        assertThat(connections(App.B, query).isProblem(400).body()).doesNotContain("connections\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x", "0", "..", "%2e%2e", "ID%20", "ID/", "ID/x", "ID.json", "ID;x", "ID%00", "UPPER", "{ID}", "ID,ID",
                "*"
            })
    void no_id_that_was_not_given_out_is_a_connection_s(String id) {
        String path = id.replace("ID", ground().bobsOfA)
                .replace("UPPER", ground().bobsOfA.toUpperCase(Locale.ROOT))
                .replace("{", "%7B")
                .replace("}", "%7D");

        for (String method : new String[] {"GET", "DELETE"}) {
            String answer = ground().raw(head(
                    method + " /v1/connections/" + path + " HTTP/1.1",
                    "Host: localhost",
                    "Authorization: Bearer " + App.A.key));
            assertThat(answer).containsPattern("^HTTP/1.1 40[045] ").contains("application/problem+json");
        }
        ground().assertNothingReachedConfluence();
    }

    private Answer connections(App app, String query) {
        return ground().api(app, "GET", "/v1/connections" + query, null);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

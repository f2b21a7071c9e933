package dev.tributary.gateway.attack;

import static dev.tributary.gateway.attack.Ground.CURRENT;
import static dev.tributary.gateway.http.RawSocket.head;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.proxy.RawConfluence.Talk;
import java.net.URI;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a caller's message Confluence gets to see, byte by byte: the hostile one shows it. */
final class SmugglingTest extends AttackTest {

    private static final String HOST = "Host: localhost";
    private static final String KEY = "Authorization: Bearer " + App.A.key;
    private static final String ZOE = "Tributary-User: zoe";

    @BeforeEach
    void connectAtTheHostileOne() {
        ground().evil.behave();
        Journey journey = new Journey(ground(), App.A, "zoe", "evil");
        String state = Journey.parameter(journey.leave().location().orElseThrow(), "state")
                .orElseThrow();
        URI callback = URI.create(ground().uri() + "/callback/evil?code=any&state=" + state);
        ground().confirm(App.A, journey.codeOf(journey.browser().get(callback)), "zoe")
                .is(201, 200);
        ground().begin();
    }

    private String seen() {
        assertThat(ground().evil.heads()).hasSize(1);
        return ground().evil.heads().get(0);
    }

    @Tag("C19")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: 1.2.3.4",
                "X_Forwarded_For: 1.2.3.4",
                "X-AUSERNAME: admin",
                "X-Seraph-LoginReason: OK",
                "X-Original-URL: /rest/pat",
                "X-Rewrite-URL: /rest/pat",
                "X-HTTP-Method-Override: DELETE",
                "X-Remote-User: admin",
                "Remote-User: admin",
                "Cookie: JSESSIONID=x",
                "Cookie2: x",
                "Origin: https://evil.example",
                "Referer: https://evil.example",
                "TE: trailers",
                "Trailer: X-A",
                "Via: 1.1 x",
                "From: x@example",
                "Proxy-Connection: keep-alive",
                "Keep-Alive: timeout=5",
                "HTTP2-Settings: x",
                "Authorization_: x",
                "Tributary-Connection : x",
                "User-Agent: Mozilla/5.0",
                "Transfer_Encoding: chunked",
                "Content_Length: 5",
                "Max-Forwards: 1",
                "Expect_: 100-continue"
            })
    void a_field_that_nobody_allowed_stays_here(String field) {
        ground().raw(head("GET /sites/evil/rest/api/user/current HTTP/1.1", HOST, KEY, ZOE, field));

        String name = field.substring(0, field.indexOf(':')).strip().toLowerCase(Locale.ROOT);
        assertThat(ground().evil.heads()).allSatisfy(head -> {
            assertThat(head.toLowerCase(Locale.ROOT)).doesNotContain("mozilla");
            if (!name.equals("user-agent")) {
                assertThat(head.toLowerCase(Locale.ROOT)).doesNotContain("\n" + name);
            }
        });
    }

    @Tag("C19")
    @Test
    void confluence_gets_exactly_what_a_call_needs() {
        ground().raw(head(
                "GET /sites/evil/rest/api/user/current?a=b HTTP/1.1",
                HOST,
                KEY,
                ZOE,
                "Accept: application/json",
                "X-A: b"));

        assertThat(seen().lines()
                        .map(line ->
                                line.replaceAll("evil-access-\\d+", "TOKEN").replaceAll(":\\d+", ":PORT")))
                .filteredOn(line -> !line.isEmpty())
                .containsExactlyInAnyOrder(
                        "GET /rest/api/user/current?a=b HTTP/1.1",
                        "host: localhost:PORT",
                        "accept: application/json",
                        "Accept-Encoding: identity",
                        "User-Agent: " + userAgent(),
                        "Authorization: Bearer TOKEN");
    }

    private String userAgent() {
        return seen().lines()
                .filter(line -> line.startsWith("User-Agent: "))
                .map(line -> line.substring("User-Agent: ".length()))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00e9",
                "\u0085",
                "\u00a0",
                "\u00ff\u00fe",
                "a\tb",
                "a\u000bb",
                "a\u000cb",
                "a\u007fb",
                "a\u0001b"
            })
    void an_odd_octet_in_a_field_forges_no_other_field(String odd) {
        String answer = ground().raw(head(
                "GET /sites/evil/rest/api/user/current HTTP/1.1",
                HOST,
                KEY,
                ZOE,
                "Accept: x" + odd + "X-Forged: 1",
                "X-B: c"));

        assertThat(answer).startsWith("HTTP/1.1 ");
        assertThat(ground().evil.heads()).allSatisfy(head -> {
            assertThat(head.lines())
                    .noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("x-"));
            assertThat(head.chars()).allMatch(c -> c >= 0x20 || c == '\r' || c == '\n' || c == '\t');
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cql=" + "title%20~%20x%20and%20",
                "cql=a%0d%0aX-Forged:%201&x=",
                "cql=\"'<>{}|^`\\&x=",
                "os_authType=basic&cql=",
                "a;b=c&cql=",
                "?=?&/../&cql=",
                "%00=%ff&cql="
            })
    void a_query_goes_on_as_it_came_however_long_it_is(String begin) {
        String query = begin + "x".repeat(15_000);

        String answer = ground().raw(head("GET /sites/evil/rest/api/search?" + query + " HTTP/1.1", HOST, KEY, ZOE));

        assertThat(answer).startsWith("HTTP/1.1 200 ");
        assertThat(seen().lines().findFirst())
                .hasValue("GET /rest/api/search?" + query.replace("os_authType=basic&", "") + " HTTP/1.1");
    }

    @Tag("C18")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "os_username=bob",
                "OS_USERNAME=bob",
                "os%5Fusername=bob",
                "a=b&os_password=x",
                "a&os_password",
                "os_username",
                "%6fs_username=bob",
                "access_token=x",
                "Access_Token=x",
                "jwt=x",
                "oauth_token=x",
                "_method=DELETE",
                "x-http-method-override=DELETE",
                "+os_username=bob",
                "os_username+=bob",
                "%os_username=bob"
            })
    void c18_no_second_credential_and_no_second_method_is_in_a_query(String query) {
        assertThat(ground().raw(head("GET " + CURRENT + "?" + query + " HTTP/1.1", HOST, KEY, "Tributary-User: alice")))
                .startsWith("HTTP/1.1 400 ");
        ground().assertNothingReachedConfluence();
    }

    @Tag("C19")
    @Test
    void trailers_do_not_become_fields_of_the_next_request() {
        ground().evil.rest(SmugglingTest::readChunksAndServe);

        ground().raw(head(
                        "POST /sites/evil/rest/api/content HTTP/1.1",
                        HOST,
                        KEY,
                        ZOE,
                        "Content-Type: application/json",
                        "Transfer-Encoding: chunked",
                        "Trailer: Authorization")
                + "2\r\n{}\r\n0\r\nAuthorization: Bearer x\r\nX-Forged: 1\r\n\r\n");

        assertThat(seen()).doesNotContainIgnoringCase("forged").doesNotContainIgnoringCase("trailer");
        assertThat(trailing).isEqualTo("2\r\n{}\r\n0\r\n\r\n");
    }

    private static volatile String trailing = "";

    private static void readChunksAndServe(Talk talk) throws java.io.IOException {
        StringBuilder body = new StringBuilder();
        while (!body.toString().endsWith("0\r\n\r\n") && body.length() < 1_000) {
            body.append((char) talk.in().read());
        }
        trailing = body.toString();
        talk.answer(200, "X-AUSERNAME: alice\r\nContent-Type: application/json\r\n", "{}");
    }
}

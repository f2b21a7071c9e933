package dev.tributary.gateway.attack;

import static dev.tributary.gateway.attack.Item.reaching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.gateway.proxy.RawConfluence.Script;
import dev.tributary.gateway.proxy.RawConfluence.Talk;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.oauth.Revocation;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/** Group H: what a Confluence answers. */
final class UpstreamItems {

    static final String CALL = "/sites/evil/rest/api/user/current";

    private static final String TOKENS = "/rest/oauth2/latest/token";
    private static final String JSON = "Content-Type: application/json\r\n";

    private UpstreamItems() {}

    static Stream<Item> all() {
        return Stream.concat(
                Stream.of(
                        reaching("D-H1", "a token that was ended there", UpstreamItems::endedThere),
                        evil("D-H2", "401 to every call", ground -> rejecting(ground, false)),
                        evil("D-H2", "401 to everything", ground -> rejecting(ground, true)),
                        evil("D-H3", "a cookie", UpstreamItems::cookie)),
                nonsense());
    }

    static Item evil(String id, String what, Item.Attempt attempt) {
        return reaching(id, what, ground -> {
            ground.evil.behave();
            try {
                attempt.on(ground);
            } finally {
                ground.evil.behave();
            }
        });
    }

    private static void endedThere(Ground ground) {
        ground.wiki.switches().set(Switch.ANONYMOUS_ACCESS, "on");
        try {
            ground.wiki.grants().revoke(Revocation.of("alice", Revocation.Kind.ACCESS));

            assertThat(ground.call(App.A, "alice", Ground.CURRENT).is(200).text("/username"))
                    .isEqualTo("alice");
            assertThat(ground.tokenRequests()).hasSize(1);
            assertThat(ground.wiki.requests().of("GET", "/rest/api/user/current"))
                    .hasSizeLessThanOrEqualTo(2);
        } finally {
            ground.wiki.switches().set(Switch.ANONYMOUS_ACCESS, "off");
        }
    }

    private static void rejecting(Ground ground, boolean everything) {
        String user = ground.connectAtEvil();
        ground.begin();
        Script unauthorized = talk -> talk.answer(401, "", "");
        ground.evil.rest(unauthorized);
        if (everything) {
            ground.evil.tokens(unauthorized);
        }

        ground.call(App.A, user, CALL).isProblem(502, 409);

        assertThat(ground.evil.heads("/rest/api")).hasSizeLessThanOrEqualTo(2);
        assertThat(ground.evil.heads(TOKENS)).hasSize(1);
    }

    private static void cookie(Ground ground) {
        String first = ground.connectAtEvil();
        String second = ground.connectAtEvil();
        ground.evil.rest(
                talk -> talk.answer(200, "Set-Cookie: JSESSIONID=a; Path=/\r\nX-AUSERNAME: alice\r\n" + JSON, "{}"));

        Answer answer = ground.call(App.A, first, CALL).is(200);
        ground.begin();
        ground.call(App.A, second, CALL).is(200);

        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(ground.evil.heads())
                .hasSize(1)
                .noneMatch(head -> head.toLowerCase(Locale.ROOT).contains("\ncookie:"));
    }

    private static Stream<Item> nonsense() {
        return Stream.of(
                token("5 MB of JSON", talk -> huge(talk, 5 * 1024 * 1024)),
                token("JSON without an end", talk -> huge(talk, 1L << 40)),
                token("HTML", talk -> talk.answer(200, "Content-Type: text/html\r\n", "<html>Log in</html>")),
                token("half of JSON", talk -> talk.answer(200, JSON, "{\"access_token\":\"evil-ac")),
                token("deep JSON", talk -> talk.answer(200, JSON, "[".repeat(100_000))),
                token(
                        "a token with a line break",
                        talk -> talk.answer(
                                200,
                                JSON,
                                "{\"access_token\":\"evil-access-\\r\\nX: y\",\"token_type\":\"bearer\",\"expires_in\":3600}")),
                token("a redirect", talk -> talk.answer(307, "Location: /rest/api/stolen\r\n", "")),
                token("half an answer", talk -> {
                    talk.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{");
                    talk.out().close();
                }));
    }

    private static Item token(String what, Script answer) {
        return evil("D-H4", "a token endpoint that answers " + what, ground -> {
            ground.evil.tokens(ground.evil::issueShort);
            String user = "ann-" + UUID.randomUUID();
            String id = ground.connectAtEvil(user);
            String connection = "/v1/connections/" + id;
            Instant end =
                    Instant.parse(ground.api(App.A, "GET", connection, null).text("/expiresAt"));
            await().until(() -> Instant.now().isAfter(end));
            ground.begin();
            ground.evil.tokens(answer);

            ground.call(App.A, user, CALL).isProblem(502, 503);

            assertThat(ground.evil.heads("/rest/api")).isEmpty();
            assertThat(ground.evil.heads(TOKENS)).hasSize(1);
            assertThat(ground.api(App.A, "GET", connection, null).text("/status"))
                    .isEqualTo("ACTIVE");
        });
    }

    private static void huge(Talk talk, long bytes) throws IOException {
        talk.write("HTTP/1.1 200 OK\r\n" + JSON + "Content-Length: " + bytes + "\r\n\r\n{\"x\":\"");
        for (long sent = 0; sent < bytes; sent += 0x10000) {
            talk.write("x".repeat(0x10000));
        }
    }
}

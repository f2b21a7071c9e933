package dev.tributary.gateway.attack;

import static dev.tributary.gateway.attack.UpstreamItems.CALL;
import static dev.tributary.gateway.attack.UpstreamItems.evil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.proxy.RawConfluence.Script;
import dev.tributary.gateway.proxy.RawConfluence.Talk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** What else a Confluence may answer, beyond the list. */
final class OwnUpstreamItems {

    private static final String ALICE = "X-AUSERNAME: alice\r\nContent-Type: application/json\r\n";
    private static final int BOMB = 32 * 1024 * 1024;

    private OwnUpstreamItems() {}

    static Stream<Item> all() {
        return Stream.of(redirects(), fields(), framing(), bombs()).flatMap(items -> items);
    }

    private static Stream<Item> redirects() {
        return Stream.of(
                        "http://169.254.169.254/latest/",
                        "//evil.example/x",
                        "https://localhost@evil.example/",
                        "javascript:alert(1)",
                        "http://localhost:1/rest/api/space",
                        "/\\evil.example")
                .map(location -> evil("answer", "a redirect to " + location, ground -> {
                    Answer answer =
                            answered(ground, talk -> talk.answer(302, "Location: " + location + "\r\n" + ALICE, ""));

                    answer.isProblem(502);
                    assertThat(answer.headers().firstValue("Location")).isEmpty();
                    assertThat(ground.evil.heads("/rest/api")).hasSize(1);
                }));
    }

    private static Answer answered(Ground ground, Script script) {
        String user = ground.connectAtEvil();
        ground.begin();
        ground.evil.rest(script);
        return ground.call(App.A, user, CALL);
    }

    private static Stream<Item> fields() {
        return Stream.of(
                        "Access-Control-Allow-Origin: *",
                        "WWW-Authenticate: Basic realm=x",
                        "Strict-Transport-Security: max-age=99999999",
                        "Alt-Svc: h2=\"evil.example:443\"",
                        "Clear-Site-Data: \"*\"",
                        "Service-Worker-Allowed: /",
                        "Refresh: 0; url=https://evil.example",
                        "Set-Cookie2: x=y",
                        "CDN-Cache-Control: public, max-age=600",
                        "Cloudflare-CDN-Cache-Control: public",
                        "Surrogate-Control: max-age=600",
                        "Surrogate-Key: all",
                        "X-Accel-Redirect: /etc/passwd",
                        "X-Accel-Expires: 600",
                        "X-Sendfile: /etc/passwd",
                        "NEL: {\"report_to\":\"evil\",\"max_age\":600}",
                        "Report-To: {\"group\":\"evil\",\"max_age\":600}",
                        "Reporting-Endpoints: evil=\"https://evil.example\"",
                        "Authentication-Info: nextnonce=\"x\"",
                        "Speculation-Rules: \"/rules.json\"",
                        "Use-As-Dictionary: match=\"/*\"")
                .map(field -> evil("answer", "a field " + field, ground -> {
                    Answer answer = answered(ground, talk -> talk.answer(200, field + "\r\n" + ALICE, "{}"))
                            .is(200);

                    String name = field.substring(0, field.indexOf(':')).toLowerCase(Locale.ROOT);
                    assertThat(answer.headers().map()).doesNotContainKey(name);
                    assertThat(answer.header("Cache-Control")).contains("private");
                    assertThat(answer.header("Content-Security-Policy")).contains("sandbox");
                    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
                }));
    }

    private static Stream<Item> framing() {
        String bobs = "HTTP/1.1 200 OK\r\nX-AUSERNAME: alice\r\nContent-Length: 13\r\n\r\n{\"of\":\"other\"}";
        String two = "HTTP/1.1 200 OK\r\n" + ALICE;
        return Stream.of(
                poison("a second answer behind the first", two + "Content-Length: 2\r\n\r\n{}" + bobs),
                poison("two lengths", two + "Content-Length: 2\r\nContent-Length: 20\r\n\r\n{}" + bobs),
                poison(
                        "a coding and a length",
                        two + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + bobs),
                poison(
                        "an upgrade",
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n" + bobs),
                poison("a folded field", two + "X-A: b\r\n c\r\nContent-Length: 2\r\n\r\n{}" + bobs),
                poison("a field of 1 MiB", two + "X-A: " + "x".repeat(1 << 20) + "\r\nContent-Length: 2\r\n\r\n{}"),
                poison("10 000 fields", two + "X-A: b\r\n".repeat(10_000) + "Content-Length: 2\r\n\r\n{}"),
                poison("no HTTP", "SSH-2.0-OpenSSH_9.9\r\n\r\n" + bobs));
    }

    /** Whatever the first caller gets, the next one gets an answer of their own. */
    private static Item poison(String what, String bytes) {
        return evil("answer", what, ground -> {
            String next = ground.connectAtEvil();
            Answer first = answered(ground, talk -> talk.write(bytes));
            ground.evil.rest(Evil::serveAlice);
            Answer second = ground.call(App.A, next, CALL);

            assertThat(first.body()).doesNotContain("other");
            assertThat(first.status()).isIn(200, 502);
            assertThat(second.is(200).text("/username")).isEqualTo("alice");
        });
    }

    private static Stream<Item> bombs() {
        return Stream.of(
                evil("answer", "a token answer that grows when it is unpacked", ground -> {
                    Journey journey = new Journey(ground, App.A, "bombed", "evil");
                    ground.evil.tokens(OwnUpstreamItems::bomb);
                    assertThat(ground.arriveAtEvil(journey)
                                    .location()
                                    .orElseThrow()
                                    .toString())
                            .startsWith(Ground.RETURN + "?error=");
                }),
                evil("answer", "an answer that grows when it is unpacked", ground -> {
                    Answer answer = answered(ground, OwnUpstreamItems::bomb);
                    assertThat(answer.body().length()).isLessThan(BOMB / 10);
                }));
    }

    private static void bomb(Talk talk) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write("{\"access_token\":\"evil-access-bomb\",\"x\":\"".getBytes(StandardCharsets.US_ASCII));
            out.write("x".repeat(BOMB).getBytes(StandardCharsets.US_ASCII));
            out.write("\"}".getBytes(StandardCharsets.US_ASCII));
        }
        talk.answer(200, ALICE + "Content-Encoding: gzip\r\n", packed.toString(StandardCharsets.ISO_8859_1));
    }
}

package dev.tributary.gateway.attack;

import static dev.tributary.gateway.attack.Calls.GET;
import static dev.tributary.gateway.attack.Calls.HOST;
import static dev.tributary.gateway.attack.Calls.KEY;
import static dev.tributary.gateway.attack.Calls.call;
import static dev.tributary.gateway.attack.Item.item;
import static dev.tributary.gateway.attack.Item.reaching;
import static dev.tributary.gateway.http.RawSocket.head;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Messages that come in pieces, in chunks and by the hundred, beyond the list. */
final class OwnBodyItems {

    private static final String LINKS = "POST /v1/connect-links HTTP/1.1";

    private OwnBodyItems() {}

    static Stream<Item> all() {
        return Stream.concat(
                Stream.of(
                                "fffffffffffffffff\r\nx",
                                "-1\r\nx",
                                "0x2\r\n{}\r\n0\r\n\r\n",
                                "2;x=" + "y".repeat(100_000) + "\r\n{}\r\n0\r\n\r\n",
                                "2\r\n{}GET / HTTP/1.1\r\n\r\n0\r\n\r\n",
                                "2\r\n{}\r\n0\r\nX: " + "y".repeat(100_000) + "\r\n\r\n")
                        .flatMap(body -> Stream.of(ownChunk(body), passedChunk(body))),
                Stream.of(
                        item("message", "a second request behind a refused one", OwnBodyItems::behind),
                        item("message", "a version of the last century", OwnBodyItems::old),
                        reaching("message", "trailers that name a user", OwnBodyItems::trailers),
                        reaching("message", "a thousand ranges", OwnBodyItems::ranges),
                        reaching("message", "a priority that is told ten times", OwnBodyItems::priorities),
                        item("message", "a credential of 20 KiB", OwnBodyItems::longKey)));
    }

    private static String shown(String body) {
        return body.substring(0, Math.min(12, body.length())).replaceAll("[^!-~]", "?");
    }

    /** Where a body cannot be read, the gateway answers 4xx or closes, and makes no link. */
    private static Item ownChunk(String body) {
        return item("message", "a link asked for in a chunk " + shown(body), ground -> {
            String answer = ground.raw(head(LINKS, HOST, KEY, "Transfer-Encoding: chunked") + body);

            assertThat(answer).matches(said -> said.isEmpty() || said.startsWith("HTTP/1.1 4"), "refused or closed");
            assertThat(answer).doesNotContain("/connect/");
            assertThat(answer.split("HTTP/1\\.1 [0-9]", -1)).as("answers").hasSizeLessThanOrEqualTo(2);
        });
    }

    /** Where a body breaks on its way, nothing of what comes behind it is a request, there or here. */
    private static Item passedChunk(String body) {
        return reaching("message", "a page sent in a chunk " + shown(body), ground -> {
            String answer = ground.raw(call(Calls.POST, "Transfer-Encoding: chunked") + body);

            assertThat(answer).doesNotContain("HTTP/1.1 5", "HTTP/1.1 2");
            assertThat(answer.split("HTTP/1\\.1 [0-9]", -1)).as("answers").hasSizeLessThanOrEqualTo(2);
            assertThat(ground.wiki.requests().all())
                    .hasSizeLessThanOrEqualTo(1)
                    .allMatch(request -> request.method().equals("POST"));
        });
    }

    private static void behind(Ground ground) {
        String refused = call(GET, "Content-Length: 4", "Content-Length: 5", "Connection: keep-alive");

        assertThat(ground.raw(refused + "abcd" + call(GET)))
                .startsWith("HTTP/1.1 400 ")
                .doesNotContain("alice");
    }

    private static void old(Ground ground) {
        assertThat(ground.raw("GET /sites/wiki/rest/api/space\r\n\r\n")).doesNotContain("200 OK", "alice");
        assertThat(ground.raw(call(GET.replace("1.1", "1.2"))))
                .startsWith("HTTP/1.1 ")
                .doesNotContain("200 OK", "alice");
    }

    private static void trailers(Ground ground) {
        ground.raw(call(
                        "POST /sites/wiki/rest/api/content HTTP/1.1",
                        "Content-Type: application/json",
                        "Transfer-Encoding: chunked",
                        "Trailer: Tributary-User")
                + "2\r\n{}\r\n0\r\nTributary-User: bob\r\nAuthorization: Bearer x\r\n\r\n");

        assertThat(ground.wiki.requests().all()).hasSizeLessThanOrEqualTo(1).allSatisfy(request -> {
            assertThat(request.headers().get("Authorization")).hasSize(1).doesNotContain("Bearer x");
            assertThat(request.headers().keySet())
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("tri"));
        });
    }

    private static void ranges(Ground ground) {
        String ranges = IntStream.range(0, 1_000).mapToObj(i -> i + "-" + i).collect(Collectors.joining(","));

        assertThat(ground.raw(call(GET, "Range: bytes=" + ranges))).containsPattern("^HTTP/1.1 (200|206|400|416|431) ");
        assertThat(ground.wiki.requests().all()).hasSizeLessThanOrEqualTo(1);
    }

    private static void priorities(Ground ground) {
        String[] fields = IntStream.range(0, 10)
                .mapToObj(i -> "Tributary-Priority: " + "interactive,".repeat(i))
                .toArray(String[]::new);

        assertThat(ground.raw(call(GET, fields))).containsPattern("^HTTP/1.1 (200|400) ");
        assertThat(ground.wiki.requests().all())
                .hasSizeLessThanOrEqualTo(1)
                .allSatisfy(request -> assertThat(request.headers().keySet())
                        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("tributary")));
    }

    private static void longKey(Ground ground) {
        String key = "Authorization: Bearer " + "x".repeat(20 * 1024);

        assertThat(ground.raw(head(GET, HOST, key, Calls.ALICE))).containsPattern("^HTTP/1.1 (400|401|431) ");
    }
}

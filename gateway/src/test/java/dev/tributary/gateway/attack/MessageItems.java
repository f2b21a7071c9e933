package dev.tributary.gateway.attack;

import static dev.tributary.gateway.attack.Calls.GET;
import static dev.tributary.gateway.attack.Calls.HOST;
import static dev.tributary.gateway.attack.Calls.KEY;
import static dev.tributary.gateway.attack.Calls.POST;
import static dev.tributary.gateway.attack.Calls.call;
import static dev.tributary.gateway.attack.Ground.CURRENT;
import static dev.tributary.gateway.attack.Item.bytes;
import static dev.tributary.gateway.attack.Item.reaching;
import static dev.tributary.gateway.http.RawSocket.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.gateway.http.RawSocket;
import dev.tributary.simulator.control.RecordedRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Group B: how a message is framed. */
final class MessageItems {

    private static final String SMUGGLED = head("GET /sites/wiki/rest/api/space?smuggled HTTP/1.1", "Host: x");

    private MessageItems() {}

    static Stream<Item> all() {
        return Stream.concat(framing(), Stream.concat(methods(), sizes()));
    }

    private static Stream<Item> framing() {
        return Stream.of(
                bytes(
                        "D-B1",
                        "a coding and a length",
                        call(POST, "Content-Length: 4", "Transfer-Encoding: chunked") + "0\r\n\r\n" + SMUGGLED,
                        400),
                bytes("D-B2", "two lengths", call(POST, "Content-Length: 4", "Content-Length: 5") + "abcd", 400),
                bytes("D-B3", "a folded field", call(GET, "X-A: b\r\n c"), 400),
                bytes("D-B4", "a signed length", call(POST, "Content-Length: +4") + "abcd", 400),
                bytes("D-B4", "a list of lengths", call(POST, "Content-Length: 4, 4") + "abcd", 400),
                bytes("D-B5", "no Host", head(GET, KEY, Calls.ALICE), 400),
                bytes("D-B5", "two Hosts", call(GET, "Host: other"), 400),
                bytes("D-B5", "a strange Host", call(GET).replace(HOST, "Host: a/@evil?"), 400),
                bytes("D-B11", "a carriage return in a value", call(GET, "X-A: b\rc"), 400),
                bytes("D-B11", "a NUL in a value", call(GET, "X-A: b\0c"), 400),
                reaching("D-B10", "a connection option that names our credential", MessageItems::options),
                reaching("D-B7", "an offer of HTTP/2", MessageItems::h2c));
    }

    private static Stream<Item> methods() {
        return Stream.of(
                bytes("D-B6", "TRACE", call(GET.replace("GET", "TRACE")), 405, 501, 400),
                bytes("D-B6", "CONNECT", call("CONNECT evil:443 HTTP/1.1"), 405, 501, 400),
                bytes("D-B6", "FOO", call(GET.replace("GET", "FOO")), 405, 501, 400),
                bytes("D-B6", "OPTIONS *", call("OPTIONS * HTTP/1.1"), 405, 501, 400),
                bytes("D-B8", "a WebSocket", call(GET, "Connection: Upgrade", "Upgrade: websocket"), 400, 426, 501),
                reaching("D-B9", "a method by a header field", MessageItems::override));
    }

    private static Stream<Item> sizes() {
        String[] fields = Stream.generate(() -> "X-A: b").limit(2_000).toArray(String[]::new);
        return Stream.of(
                bytes(
                        "D-B13",
                        "a request line of 40 KiB",
                        call("GET /sites/wiki/" + "x".repeat(40 * 1024) + " HTTP/1.1"),
                        414),
                bytes("D-B13", "a field of 70 KiB", call(GET, "X-A: " + "x".repeat(70 * 1024)), 431),
                bytes("D-B13", "2 000 fields", call(GET, fields), 431),
                reaching("D-B12", "fifty heads that come drop by drop", MessageItems::slow));
    }

    private static RecordedRequest reached(Ground ground) {
        assertThat(ground.wiki.requests().all()).hasSize(1);
        return ground.wiki.requests().all().get(0);
    }

    private static List<String> names(RecordedRequest request) {
        return request.headers().keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
    }

    private static void options(Ground ground) {
        assertThat(ground.raw(call(GET, "Connection: close, authorization, tributary-user")))
                .startsWith("HTTP/1.1 200 ")
                .contains("\"username\":\"alice\"");
    }

    private static void h2c(Ground ground) {
        String answer = ground.raw(call(
                GET, "Connection: Upgrade, HTTP2-Settings, close", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__"));

        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"username\":\"alice\"");
        assertThat(names(reached(ground))).doesNotContain("upgrade", "http2-settings");
    }

    private static void override(Ground ground) {
        Map<String, Object> page =
                Map.of("type", "page", "title", "Keep " + UUID.randomUUID(), "space", Map.of("key", "DEMO"));
        String id = ground.send(ground.to("/sites/wiki/rest/api/content")
                        .header("Authorization", "Bearer " + App.A.key)
                        .header("Tributary-User", "alice")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(Answer.JSON.writeValueAsString(page))))
                .is(200)
                .text("/id");
        ground.begin();

        ground.raw(call(
                POST.replace(" HTTP", "/" + id + " HTTP"),
                "Content-Length: 0",
                "X-HTTP-Method-Override: DELETE",
                "X_HTTP_Method_Override: DELETE",
                "X-HTTP-Method: DELETE",
                "X-Method-Override: DELETE"));

        assertThat(reached(ground).method()).isEqualTo("POST");
        assertThat(names(reached(ground))).noneMatch(name -> name.contains("method"));
        ground.call(App.A, "alice", "/sites/wiki/rest/api/content/" + id).is(200);
    }

    private static void slow(Ground ground) {
        List<RawSocket> slow = Stream.generate(() -> new RawSocket(ground.port()))
                .limit(50)
                .map(socket -> socket.send(GET + "\r\nX: "))
                .toList();

        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    ground.call(App.A, "alice", CURRENT).is(200);
                    assertThat(slow).allMatch(socket -> socket.send("x").isClosed());
                });
        slow.forEach(RawSocket::close);
    }
}

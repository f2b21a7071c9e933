package dev.tributary.gateway.proxy;

import static dev.tributary.gateway.http.RawSocket.head;

import java.util.List;
import java.util.stream.Stream;

/**
 * Attacks on calls, each a message as bytes that no gateway may let through to Confluence: on paths, on messages, and on
 * credentials. They show the key of an app {@code a} that may use the sites {@code wiki} and {@code wiki2}.
 */
public final class AttackList {

    /** The key of app {@code a}, whose users alice and bob are connected at {@code wiki}. */
    public static final String KEY_A = "trib_key-of-app-a";

    /** The key of app {@code b}, which may use {@code wiki} only. */
    public static final String KEY_B = "trib_key-of-app-b";

    /** Where Confluence says whom it serves. */
    public static final String CURRENT = "/rest/api/user/current";

    private AttackList() {}

    /** Returns them all. */
    public static Stream<Attack> all() {
        return Stream.of(onPaths(), onMessages(), onCredentials()).flatMap(attacks -> attacks);
    }

    /** What is sent, and with which statuses it may be answered. */
    public record Attack(String id, String bytes, List<Integer> statuses) {}

    private static Attack target(String id, String target, Integer... statuses) {
        return request(id, "GET " + target + " HTTP/1.1", "", statuses);
    }

    private static Attack request(String id, String line, String more, Integer... statuses) {
        String head = head(line, "Host: localhost", "Authorization: Bearer " + KEY_A, "Tributary-User: alice" + more);
        return new Attack(id, head, List.of(statuses));
    }

    private static Stream<Attack> onPaths() {
        return Stream.of(
                target("D-A1 a dot segment out of the site", "/sites/wiki/../v1/connections", 400),
                target("D-A2 an encoded dot segment", "/sites/wiki/%2e%2e/wiki2/rest/api/user/current", 400),
                target("D-A3 an empty segment", "/sites/wiki//evil.example/rest/api/space", 400),
                target("D-A3 an authority for a path", "//evil.example/x", 400, 404),
                target("D-A4 backslashes", "/sites/wiki/rest\\..\\..\\x", 400),
                target("D-A5 an absolute form", "http://169.254.169.254/latest/", 400, 404),
                target("D-A6 an authority before the path", "@evil.example/x", 400),
                target("D-A6 no slash", "evil.example/x", 400),
                target("D-A7 an encoded line break", "/sites/wiki/rest/api/space%0d%0aX-Evil:%201", 400),
                target("D-A8 another case", "/sites/WIKI" + CURRENT, 400, 404),
                target("D-A8 an encoded slash", "/sites/wiki%2frest/api/space", 400, 404),
                target("D-A8 an encoded letter", "/sites/%77iki" + CURRENT, 400, 404),
                target("D-A8 no site", "/sites//rest", 400, 404),
                target("D-A8 an unknown site", "/sites/nosuch" + CURRENT, 404),
                target("D-A8 a site and no path", "/sites/wiki", 404),
                target("a semicolon", "/sites/wiki/rest/api;x=/space", 400),
                target("an encoded semicolon", "/sites/wiki/rest/api/%3bx/space", 400),
                target("a doubly encoded dot", "/sites/wiki/rest/api/%252e%252e/pat", 400),
                target("an encoded NUL", "/sites/wiki/rest/api/space%00", 400),
                target("not UTF-8", "/sites/wiki/rest/api/%ff", 400),
                target("an overlong slash", "/sites/wiki/rest/api/%c0%af", 400),
                request(
                        "D-A10 minting a personal access token",
                        "POST /sites/wiki/rest/pat/latest/tokens HTTP/1.1",
                        "\r\nContent-Length: 0",
                        403),
                request("D-A11 the token endpoint", "POST /sites/wiki/rest/oauth2/latest/token HTTP/1.1", "", 403),
                request("D-A11 revoking", "POST /sites/wiki/rest/oauth2/latest/revoke HTTP/1.1", "", 403),
                target("a servlet", "/sites/wiki/plugins/servlet/oauth2/consent", 403),
                target("an action", "/sites/wiki/rest/api/doconfigure.action", 403),
                target("administration in disguise", "/sites/wiki/rest/api/%61dmin/user", 403),
                target("changing a password by another suffix", "/sites/wiki/rest/api/user/current/password.json", 403),
                target("the simulator's control", "/sites/wiki/simulator/grants", 403));
    }

    private static Stream<Attack> onMessages() {
        String post = "POST /sites/wiki/rest/api/content HTTP/1.1";
        String get = "GET /sites/wiki" + CURRENT + " HTTP/1.1";
        String smuggled = head("GET /sites/wiki/rest/api/space?smuggled HTTP/1.1", "Host: x");
        return Stream.of(
                with(
                        request(
                                "D-B1 coding and length",
                                post,
                                "\r\nContent-Length: 4\r\nTransfer-Encoding: chunked",
                                400),
                        "0\r\n\r\n" + smuggled),
                with(request("D-B2 two lengths", post, "\r\nContent-Length: 4\r\nContent-Length: 5", 400), "abcd"),
                request("D-B3 a folded field", get, "\r\nX-A: b\r\n c", 400),
                with(request("D-B4 a signed length", post, "\r\nContent-Length: +4", 400), "abcd"),
                with(request("D-B4 a list of lengths", post, "\r\nContent-Length: 4, 4", 400), "abcd"),
                with(request("an unknown coding", post, "\r\nTransfer-Encoding: xchunked", 400), smuggled),
                with(request("two codings", post, "\r\nTransfer-Encoding: gzip, chunked", 400), smuggled),
                new Attack(
                        "D-B5 no Host",
                        head(get, "Authorization: Bearer " + KEY_A, "Tributary-User: alice"),
                        List.of(400)),
                request("D-B5 two Hosts", get, "\r\nHost: other", 400),
                new Attack(
                        "D-B5 a strange Host",
                        head(get, "Host: a/@evil?", "Authorization: Bearer " + KEY_A),
                        List.of(400)),
                request("two credentials", get, "\r\nAuthorization: Bearer " + KEY_B, 400),
                request("D-B6 TRACE", "TRACE /sites/wiki" + CURRENT + " HTTP/1.1", "", 405, 501, 400),
                request("D-B6 CONNECT", "CONNECT evil:443 HTTP/1.1", "", 405, 501, 400),
                request("D-B6 FOO", "FOO /sites/wiki" + CURRENT + " HTTP/1.1", "", 405, 501, 400),
                request("D-B6 OPTIONS *", "OPTIONS * HTTP/1.1", "", 405, 501, 400),
                request("OPTIONS of a site", "OPTIONS /sites/wiki" + CURRENT + " HTTP/1.1", "", 405),
                request("D-B8 a WebSocket", get, "\r\nConnection: Upgrade\r\nUpgrade: websocket", 400, 426, 501),
                request("D-B11 a CR in a value", get, "\r\nX-A: b\rc", 400),
                request("D-B11 a NUL in a value", get, "\r\nX-A: b\0c", 400),
                request("D-B13 a long request line", "GET /sites/wiki/" + "x".repeat(40 * 1024) + " HTTP/1.1", "", 414),
                request("D-B13 a long field", get, "\r\nX-A: " + "x".repeat(70 * 1024), 431),
                request("D-B13 many fields", get, "\r\nX-A: b".repeat(2_000), 431),
                with(request("a body to read with", get, "\r\nContent-Length: 4", 400), "abcd"),
                request("a method in the query", "POST /sites/wiki/rest/api/content?_method=DELETE HTTP/1.1", "", 400),
                request(
                        "credentials in the query",
                        "GET /sites/wiki" + CURRENT + "?os_username=bob&os%5Fpassword=bob HTTP/1.1",
                        "",
                        400),
                request("a token in the query", "GET /sites/wiki" + CURRENT + "?access_token=x HTTP/1.1", "", 400),
                with(
                        request(
                                "credentials in a form",
                                post,
                                "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 15",
                                415),
                        "os_username=bob"),
                with(
                        request(
                                "credentials in a form behind another type",
                                post,
                                "\r\nContent-Type: application/json\r\nContent-Type: application/x-www-form-urlencoded"
                                        + "\r\nContent-Length: 15",
                                400),
                        "os_username=bob"),
                with(
                        request(
                                "credentials in a form in capitals",
                                post,
                                "\r\nContent-Type:\tAPPLICATION/X-WWW-Form-UrlEncoded ;charset=utf-8\r\nContent-Length: 15",
                                415),
                        "os_username=bob"),
                request("a length beyond all numbers", post, "\r\nContent-Length: 99999999999999999999", 400, 413),
                request("a length beyond all limits", post, "\r\nContent-Length: 9223372036854775807", 413));
    }

    private static Stream<Attack> onCredentials() {
        String get = "GET /sites/wiki" + CURRENT + " HTTP/1.1";
        String host = "Host: localhost";
        return Stream.of(
                new Attack("D-C1 no key", head(get, host, "Tributary-User: alice"), List.of(401)),
                new Attack(
                        "D-C1 an unknown key",
                        head(get, host, "Authorization: Bearer x", "Tributary-User: alice"),
                        List.of(401)),
                new Attack(
                        "D-C1 an empty key",
                        head(get, host, "Authorization: Bearer ", "Tributary-User: alice"),
                        List.of(401)),
                new Attack(
                        "a key as Basic",
                        head(get, host, "Authorization: Basic eDp5", "Tributary-User: alice"),
                        List.of(401)),
                new Attack("D-C6 nobody selected", head(get, host, "Authorization: Bearer " + KEY_A), List.of(400)),
                new Attack(
                        "D-C6 an empty user",
                        head(get, host, "Authorization: Bearer " + KEY_A, "Tributary-User: "),
                        List.of(400)),
                request("two users", get, "\r\nTributary-User: bob", 400),
                new Attack(
                        "a user with a raw space",
                        head(get, host, "Authorization: Bearer " + KEY_A, "Tributary-User: al ice"),
                        List.of(400)),
                new Attack(
                        "a user with a broken escape",
                        head(get, host, "Authorization: Bearer " + KEY_A, "Tributary-User: alice%2"),
                        List.of(400)),
                new Attack(
                        "a user with a line break",
                        head(get, host, "Authorization: Bearer " + KEY_A, "Tributary-User: alice%0a"),
                        List.of(400)),
                new Attack(
                        "a user in capitals",
                        head(get, host, "Authorization: Bearer " + KEY_A, "Tributary-User: ALICE"),
                        List.of(409)),
                new Attack(
                        "a user not connected",
                        head(get, host, "Authorization: Bearer " + KEY_A, "Tributary-User: carol"),
                        List.of(409)),
                new Attack(
                        "a user by a field's twin",
                        head(get, host, "Authorization: Bearer " + KEY_A, "Tributary_User: alice"),
                        List.of(400)),
                request("a connection that is no id", get, "\r\nTributary-Connection: x", 404));
    }

    private static Attack with(Attack attack, String body) {
        return new Attack(attack.id(), attack.bytes() + body, attack.statuses());
    }
}

package dev.tributary.gateway.attack;

import static dev.tributary.gateway.attack.Calls.GET;
import static dev.tributary.gateway.attack.Calls.HOST;
import static dev.tributary.gateway.attack.Calls.KEY;
import static dev.tributary.gateway.attack.Calls.POST;
import static dev.tributary.gateway.attack.Calls.call;
import static dev.tributary.gateway.attack.Calls.get;
import static dev.tributary.gateway.attack.Item.bytes;
import static dev.tributary.gateway.http.RawSocket.head;

import java.util.stream.Stream;

/** Calls that no gateway may let through, beyond the list. */
final class OwnCallItems {

    private static final String USER = "/rest/api/user/current";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    private OwnCallItems() {}

    static Stream<Item> all() {
        return Stream.of(paths(), forbidden(), framing(), queries(), forms(), users())
                .flatMap(items -> items);
    }

    private static Stream<Item> paths() {
        return Stream.of(
                bytes("path", "a semicolon", get("/sites/wiki/rest/api;x=/space"), 400),
                bytes("path", "an encoded semicolon", get("/sites/wiki/rest/api/%3bx/space"), 400),
                bytes("path", "a doubly encoded dot", get("/sites/wiki/rest/api/%252e%252e/pat"), 400),
                bytes("path", "an encoded NUL", get("/sites/wiki/rest/api/space%00"), 400),
                bytes("path", "octets that are not UTF-8", get("/sites/wiki/rest/api/%ff"), 400),
                bytes("path", "an overlong slash", get("/sites/wiki/rest/api/%c0%af"), 400),
                bytes("path", "a fragment", get("/sites/wiki/rest/api/space#/../pat"), 400),
                bytes("site", "a letter without its dot", get("/sites/w%c4%b1ki" + USER), 400, 404),
                bytes("site", "a letter of full width", get("/sites/%ef%bd%97iki" + USER), 400, 404),
                bytes("site", "a zero-width space", get("/sites/wiki%e2%80%8b" + USER), 400, 404),
                bytes("site", "an encoded NUL", get("/sites/wiki%00" + USER), 400, 404),
                bytes("site", "a pattern", get("/sites/*" + USER), 400, 404));
    }

    private static Stream<Item> forbidden() {
        return Stream.of(
                bytes("policy", "a servlet", get("/sites/wiki/plugins/servlet/oauth2/consent"), 403),
                bytes("policy", "an action", get("/sites/wiki/rest/api/doconfigure.action"), 403),
                bytes("policy", "administration in disguise", get("/sites/wiki/rest/api/%61dmin/user"), 403),
                bytes("policy", "a password by suffix", get("/sites/wiki/rest/api/user/current/password.json"), 403),
                bytes("policy", "the simulator's control", get("/sites/wiki/simulator/grants"), 403),
                bytes("policy", "OPTIONS of a site", call(GET.replace("GET", "OPTIONS")), 405));
    }

    private static Stream<Item> framing() {
        String smuggled = head("GET /sites/wiki/rest/api/space?smuggled HTTP/1.1", "Host: x");
        return Stream.of(
                bytes("message", "an unknown coding", call(POST, "Transfer-Encoding: xchunked") + smuggled, 400),
                bytes("message", "two codings", call(POST, "Transfer-Encoding: gzip, chunked") + smuggled, 400),
                bytes("message", "a body to read with", call(GET, "Content-Length: 4") + "abcd", 400),
                bytes(
                        "message",
                        "a length beyond numbers",
                        call(POST, "Content-Length: 99999999999999999999"),
                        400,
                        413),
                bytes("message", "a length beyond limits", call(POST, "Content-Length: 9223372036854775807"), 413),
                bytes("message", "HTTP/2 by prior knowledge", "PRI * HTTP/2.0\r\nConnection: x\r\n\r\nSM\r\n\r\n", 400),
                bytes(
                        "message",
                        "an expectation that is none",
                        call(POST, "Expect: 200-ok", "Content-Length: 2") + "{}",
                        400,
                        417));
    }

    private static Stream<Item> queries() {
        String user = "GET /sites/wiki" + USER;
        return Stream.of(
                bytes("query", "a method", call(POST.replace(" HTTP", "?_method=DELETE HTTP")), 400),
                bytes("query", "a name", call(user + "?os_username=bob&os%5Fpassword=bob HTTP/1.1"), 400),
                bytes("query", "a token", call(user + "?access_token=x HTTP/1.1"), 400));
    }

    private static Stream<Item> forms() {
        String form = "os_username=bob";
        String length = "Content-Length: " + form.length();
        return Stream.of(
                bytes("form", "a name", call(POST, FORM, length) + form, 415),
                bytes(
                        "form",
                        "behind another type",
                        call(POST, "Content-Type: application/json", FORM, length) + form,
                        400),
                bytes(
                        "form",
                        "in capitals",
                        call(POST, "Content-Type:\tAPPLICATION/X-WWW-Form-UrlEncoded ;charset=utf-8", length) + form,
                        415),
                bytes(
                        "form",
                        "behind a semicolon",
                        call(POST, "Content-Type: ;application/x-www-form-urlencoded", length) + form,
                        415),
                bytes(
                        "form",
                        "in a list of types",
                        call(POST, "Content-Type: text/plain, Application/x-www-form-urlencoded", length) + form,
                        415));
    }

    private static Stream<Item> users() {
        return Stream.of(
                bytes("caller", "two credentials", call(GET, "Authorization: Bearer " + App.B.key), 400),
                bytes("caller", "a key as Basic", head(GET, HOST, "Authorization: Basic eDp5", Calls.ALICE), 401),
                bytes("caller", "two users", call(GET, "Tributary-User: bob"), 400),
                as("a raw space", "Tributary-User: al ice", 400),
                as("a broken escape", "Tributary-User: alice%2", 400),
                as("a line break", "Tributary-User: alice%0a", 400),
                as("capitals", "Tributary-User: ALICE", 409),
                as("nobody who is connected", "Tributary-User: carol", 409),
                as("a field's twin", "Tributary_User: alice", 400),
                bytes("caller", "a connection that is no id", call(GET, "Tributary-Connection: x"), 404));
    }

    private static Item as(String what, String field, int status) {
        return bytes("caller", "a user by " + what, head(GET, HOST, KEY, field), status);
    }
}

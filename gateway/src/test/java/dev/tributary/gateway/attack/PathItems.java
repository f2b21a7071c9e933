package dev.tributary.gateway.attack;

import static dev.tributary.gateway.attack.Calls.call;
import static dev.tributary.gateway.attack.Calls.get;
import static dev.tributary.gateway.attack.Ground.CURRENT;
import static dev.tributary.gateway.attack.Item.bytes;
import static dev.tributary.gateway.attack.Item.item;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

/** Group A: where a path may lead. */
final class PathItems {

    private static final String USER = "/rest/api/user/current";

    private PathItems() {}

    static Stream<Item> all() {
        return Stream.of(
                bytes("D-A1", "a dot segment out of the site", get("/sites/wiki/../v1/connections"), 400),
                bytes("D-A2", "an encoded dot segment", get("/sites/wiki/%2e%2e/wiki2" + USER), 400),
                bytes("D-A3", "an empty segment", get("/sites/wiki//evil.example/rest/api/space"), 400),
                bytes("D-A3", "an authority for a path", get("//evil.example/x"), 400, 404),
                bytes("D-A4", "backslashes", get("/sites/wiki/rest\\..\\..\\x"), 400),
                bytes("D-A5", "an absolute form", get("http://169.254.169.254/latest/"), 400, 404),
                bytes("D-A6", "an authority before the path", get("@evil.example/x"), 400),
                bytes("D-A6", "no slash", get("evil.example/x"), 400),
                bytes("D-A7", "an encoded line break", get("/sites/wiki/rest/api/space%0d%0aX-Evil:%201"), 400),
                bytes("D-A8", "a site in capitals", get("/sites/WIKI" + USER), 400, 404),
                bytes("D-A8", "an encoded slash", get("/sites/wiki%2frest/api/space"), 400, 404),
                bytes("D-A8", "an encoded letter", get("/sites/%77iki" + USER), 400, 404),
                bytes("D-A8", "no site", get("/sites//rest"), 400, 404),
                bytes("D-A8", "a site that is not there", get("/sites/nosuch" + USER), 404),
                bytes("D-A8", "a site and no path", get("/sites/wiki"), 404),
                item("D-A8", "not there and not allowed look alike", PathItems::lookAlike),
                item("D-A9", "a site that is not the app's", PathItems::notAllowed),
                item("D-A10", "minting a personal access token", PathItems::mint),
                bytes("D-A11", "the token endpoint", post("/rest/oauth2/latest/token"), 403),
                bytes("D-A11", "the revocation endpoint", post("/rest/oauth2/latest/revoke"), 403));
    }

    private static String post(String path) {
        String form = "grant_type=refresh_token";
        return call(
                        "POST /sites/wiki" + path + " HTTP/1.1",
                        "Content-Type: application/x-www-form-urlencoded",
                        "Content-Length: " + form.length())
                + form;
    }

    private static void lookAlike(Ground ground) {
        Answer unknown = ground.call(App.B, "alice", "/sites/nosuch" + USER).isProblem(404);

        assertThat(ground.call(App.B, "alice", "/sites/wiki2" + USER)
                        .isProblem(404)
                        .body())
                .isEqualTo(unknown.body());
    }

    private static void notAllowed(Ground ground) {
        ground.call(App.B, "alice", CURRENT.replace("wiki", "wiki2")).isProblem(403, 404);
    }

    private static void mint(Ground ground) {
        String body = "{\"name\":\"x\",\"expirationDuration\":90}";
        String answer = ground.raw(call(
                        "POST /sites/wiki/rest/pat/latest/tokens HTTP/1.1",
                        "Content-Type: application/json",
                        "Content-Length: " + body.length())
                + body);

        assertThat(answer).startsWith("HTTP/1.1 403 ");
        assertThat(ground.wiki
                        .personalTokens()
                        .of(ground.wiki.users().named("alice").orElseThrow()))
                .isEmpty();
    }
}

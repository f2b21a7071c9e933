package dev.tributary.gateway.console;

import dev.tributary.gateway.GatewayWorld;
import dev.tributary.simulator.ConfluenceSimulator;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An administrator before the console, in a browser that keeps its cookies. */
final class Desk {

    /** Two keys that open the console, one of them for looking only, and two that do not. */
    static final String APPS = """
              operator:
                keys: ["${OPERATOR_KEY}", { key: "${LOOKER_KEY}", readOnly: true }, { key: "${SOME_KEY}", users: ["a*"] }]
                sites: [wiki]
                rights: [admin]
            """;

    static final String KEYS = "console: { adminKeys: true }\n";

    private static final Pattern TOKEN = Pattern.compile("name=\"form-token\" value=\"([^\"]+)\"");

    private final GatewayWorld world;
    private String signIn = "";
    private String session = "";

    Desk(GatewayWorld world) {
        this.world = world;
    }

    /** Starts a gateway with a console. */
    static GatewayWorld world(ConfluenceSimulator confluence, Path directory) {
        return world(confluence, directory, KEYS);
    }

    /** Starts a gateway with that console. */
    static GatewayWorld world(ConfluenceSimulator confluence, Path directory, String console) {
        return new GatewayWorld(confluence, directory, console, APPS, keys());
    }

    static Map<String, String> keys() {
        return Map.of(
                "OPERATOR_KEY", GatewayWorld.key("operator"),
                "LOOKER_KEY", GatewayWorld.key("looker"),
                "SOME_KEY", GatewayWorld.key("some"),
                "ISSUER_SECRET", "foreign-secret");
    }

    /** Sits down and signs in with a key of that name. */
    static Desk of(GatewayWorld world, String key) {
        Desk desk = new Desk(world);
        desk.enter(GatewayWorld.key(key));
        return desk;
    }

    /** Signs in with a key. */
    HttpResponse<String> enter(String key) {
        HttpResponse<String> page = get("/console/sign-in");
        return post("/console/sign-in", token(page), Map.of("key", key));
    }

    HttpResponse<String> get(String target, String... headers) {
        return get(world.uri(target), headers);
    }

    HttpResponse<String> get(URI at, String... headers) {
        var request = java.net.http.HttpRequest.newBuilder(at).header("Cookie", cookies());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return kept(world.send(request));
    }

    /** Sends a form from a page of one's own. */
    HttpResponse<String> post(String target, Map<String, String> fields) {
        return post(target, token(get("/console/")), fields);
    }

    HttpResponse<String> post(String target, String formToken, Map<String, String> fields, String... headers) {
        StringBuilder form = new StringBuilder("form-token=").append(encode(formToken));
        fields.forEach((name, value) ->
                form.append('&').append(encode(name)).append('=').append(encode(value)));
        // The page that answers has the new key.
        return kept(
                target.startsWith("/console/mint/")
                        ? world.postUnkept(world.uri(target), cookies(), form.toString(), headers)
                        : world.post(world.uri(target), cookies(), form.toString(), headers));
    }

    String session() {
        return session;
    }

    void session(String cookie) {
        session = cookie;
    }

    static String token(HttpResponse<String> page) {
        Matcher token = TOKEN.matcher(page.body());
        return token.find() ? token.group(1) : "";
    }

    private String cookies() {
        return session.isEmpty() ? signIn.isEmpty() ? "a=b" : signIn : session + "; " + signIn;
    }

    private HttpResponse<String> kept(HttpResponse<String> answer) {
        String cookie = GatewayWorld.cookie(answer);
        if (cookie.contains("tributary-sign-in=")) {
            signIn = cookie;
        } else if (cookie.contains("tributary-console=")) {
            session = cookie.endsWith("=") ? "" : cookie;
        }
        return answer;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

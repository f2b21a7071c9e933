package dev.tributary.gateway;

import dev.tributary.evidence.Evidence;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.Decision;
import dev.tributary.simulator.browser.HtmlForm;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.oauth.Client;
import dev.tributary.simulator.oauth.GrantView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running gateway before a running Confluence, by whose clock it goes, with three applications that use it. */
public final class GatewayWorld implements AutoCloseable {

    /** The return URL of the application {@code portal}. */
    public static final String RETURN_TO = "http://localhost:8082/back";

    /** A state that an application may send along. */
    public static final String STATE = "state-of-the-portal";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CONFIG = """
            publicUrl: http://localhost:0
            sites:
              wiki:
                dataCenter: { baseUrl: "%s", clientId: gateway, clientSecret: "${WIKI_SECRET}" }
                simulator: true
              other:
                dataCenter: { baseUrl: "%s", clientId: gateway-other, clientSecret: "${WIKI_SECRET}" }
                simulator: true
            apps:
              portal:
                keys: ["${PORTAL_KEY}"]
                sites: [wiki]
                rights: [connect, proxy]
                returnUrls: ["http://localhost:8082/back", "http://localhost:8082/tab?a=b"]
              stranger:
                keys: ["${STRANGER_KEY}"]
                sites: [wiki, other]
                rights: [connect, proxy, personal-access-tokens, export]
                returnUrls: ["http://localhost:8083/back"]
              reader:
                keys: ["${READER_KEY}"]
                sites: [wiki]
                rights: [proxy]
                readOnly: true
            """;

    private final ConfluenceSimulator confluence;
    private final String yaml;
    private final Path directory;
    private final Map<String, String> environment;
    private final GatewayConfig config;
    private final Gateway gateway;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Starts a gateway that keeps its files in a directory, before a Confluence that stays its owner's. */
    public GatewayWorld(ConfluenceSimulator confluence, Path directory) {
        this(confluence, directory, "", Map.of());
    }

    /** As above, with more applications, as the configuration has them, that have no secrets. */
    public GatewayWorld(ConfluenceSimulator confluence, Path directory, String apps) {
        this(confluence, directory, "", apps, Map.of());
    }

    /** As above, with more of a configuration and what it takes from the environment. */
    GatewayWorld(ConfluenceSimulator confluence, Path directory, String more, Map<String, String> environment) {
        this(confluence, directory, more, "", environment);
    }

    /** As above, with all of these. */
    public GatewayWorld(
            ConfluenceSimulator confluence, Path directory, String more, String apps, Map<String, String> environment) {
        this.confluence = confluence;
        this.directory = directory;
        this.yaml = more + CONFIG.formatted(confluence.baseUrl(), confluence.baseUrl()) + apps;
        this.environment = new HashMap<>(environment());
        this.environment.putAll(environment);
        this.config = GatewayConfig.parse(yaml, directory, this.environment);
        this.gateway = Gateway.start(config, confluence.clock());
        register("gateway", "wiki");
        register("gateway-other", "other");
    }

    /** Starts one more gateway under the same URL, which listens elsewhere; it is the caller's to close. */
    public Gateway another(int port) {
        String here =
                yaml.replace("publicUrl: http://localhost:0", "listen: " + port + "\npublicUrl: " + gateway.uri());
        return Gateway.start(GatewayConfig.parse(here, directory, environment), confluence.clock());
    }

    private void register(String client, String site) {
        confluence
                .clients()
                .register(Client.of(
                        client,
                        "secret-of-the-gateway",
                        uri("/callback/" + site).toString()));
    }

    GatewayConfig config() {
        return config;
    }

    Gateway gateway() {
        return gateway;
    }

    private static Map<String, String> environment() {
        return Map.of(
                "WIKI_SECRET", "secret-of-the-gateway",
                "PORTAL_KEY", key("portal"),
                "STRANGER_KEY", key("stranger"),
                "READER_KEY", key("reader"));
    }

    /** Returns an application's key. */
    public static String key(String app) {
        return ("trib_" + app).concat("0123456789abcdef0123456789abcdef0123456789abcdef");
    }

    /** Returns an address at the gateway. */
    public URI uri(String target) {
        return URI.create(gateway.uri() + target);
    }

    /** Asks the gateway as an application; a body is sent as JSON. */
    public HttpResponse<String> ask(String app, String method, String target, Object... body) {
        HttpRequest.BodyPublisher publisher = body.length == 0
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(
                        body[0] instanceof String text ? text : JSON.writeValueAsString(body[0]));
        return send(HttpRequest.newBuilder(uri(target))
                .header("Authorization", "Bearer " + key(app))
                .method(method, publisher));
    }

    /** Makes a call in Confluence as a user of an application. */
    public HttpResponse<String> call(String app, String user, String path) {
        return send(HttpRequest.newBuilder(uri("/sites/wiki" + path))
                .header("Authorization", "Bearer " + key(app))
                .header("Tributary-User", URLEncoder.encode(user, StandardCharsets.UTF_8)));
    }

    /** Asks an application's key to be exchanged for an access token. */
    public HttpResponse<String> exchange(URI at, String shown, String form) {
        return sendUnkept(HttpRequest.newBuilder(at.resolve("/oauth2/token"))
                .header("Authorization", "Bearer " + shown)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /** Sends a request as it is. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        return Evidence.answer(sendUnkept(request));
    }

    /** Sends a request whose answer has a secret, as it should: it is not kept to be searched for secrets. */
    public HttpResponse<String> sendUnkept(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns what an answer says. */
    public static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    /** Returns a new link for a user of the application {@code portal}. */
    public URI link(String user) {
        return URI.create(json(ask("portal", "POST", "/v1/connect-links", linkFor(user)))
                .path("url")
                .asString());
    }

    /** Returns what is sent to get a link. */
    public static Map<String, Object> linkFor(String user) {
        return Map.of("user", user, "site", "wiki", "returnTo", RETURN_TO, "state", STATE);
    }

    /** Lets a browser go through a link, and returns where it comes back to the application. */
    public static URI through(URI link, SimulatedBrowser browser) {
        return browser.walk(browser.press(browser.get(link)), Decision.APPROVE, RETURN_TO);
    }

    /** Returns the value of a parameter, or nothing in particular. */
    public static String parameter(URI uri, String name) {
        for (String pair : uri.getRawQuery().split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return "";
    }

    /** Sends a user of the portal through the flow, and returns the code that came back. */
    public String code(String user) {
        return parameter(through(link(user), new SimulatedBrowser(user, user)), "connection_code");
    }

    /** Says whose a code is. */
    public HttpResponse<String> confirm(String app, String code, String user) {
        return ask(app, "POST", "/v1/connections", Map.of("connectionCode", code, "user", user));
    }

    /** Connects a user of the portal, who has the same name in Confluence, and returns the connection. */
    public JsonNode connect(String user) {
        return json(confirm("portal", code(user), user));
    }

    /** Returns a new personal access token of a user of Confluence. */
    public String personalToken(String user) {
        return confluence
                .personalTokens()
                .create(confluence.users().named(user).orElseThrow(), "made for a test", Duration.ofDays(90));
    }

    /** Returns how many token requests Confluence has seen. */
    public int tokenRequests() {
        return confluence.requests().of("POST", "/rest/oauth2/latest/token").size();
    }

    /** Returns how many grants still live at Confluence. */
    public long liveGrants() {
        return confluence.grants().all().stream().filter(GrantView::live).count();
    }

    /** Sends what a browser would send: a GET, with the cookies that it shows as one field. */
    public HttpResponse<String> browse(URI address, String cookies) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        return send(cookies.isEmpty() ? request : request.header("Cookie", cookies));
    }

    /** Sends a form as a browser would. */
    public HttpResponse<String> post(URI address, String cookies, String form, String... headers) {
        return Evidence.answer(postUnkept(address, cookies, form, headers));
    }

    /** Sends a form whose answer has a secret, as it should: it is not kept to be searched for secrets. */
    public HttpResponse<String> postUnkept(URI address, String cookies, String form, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return sendUnkept(cookies.isEmpty() ? request : request.header("Cookie", cookies));
    }

    /** Returns the cookie that an answer sets, as a browser shows it. */
    public static String cookie(HttpResponse<String> answer) {
        String field = answer.headers().firstValue("Set-Cookie").orElse("");
        return field.substring(0, Math.max(0, field.indexOf(';')));
    }

    /** Returns the value of the page's hidden field. */
    public static String formToken(HttpResponse<String> page) {
        return HtmlForm.all(page.body(), page.uri()).get(0).fields().getOrDefault("form-token", "");
    }

    /** Returns the last part of a problem's type. */
    public static String problem(HttpResponse<String> answer) {
        String type = json(answer).path("type").asString("");
        return type.substring(type.lastIndexOf('/') + 1);
    }

    @Override
    public void close() {
        gateway.close();
    }
}

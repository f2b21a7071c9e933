package dev.tributary.gateway.api;

import static dev.tributary.gateway.GatewayWorld.json;
import static dev.tributary.gateway.GatewayWorld.key;
import static dev.tributary.gateway.GatewayWorld.linkFor;
import static dev.tributary.gateway.GatewayWorld.parameter;
import static dev.tributary.gateway.GatewayWorld.through;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.evidence.FreePort;
import dev.tributary.gateway.Gateway;
import dev.tributary.gateway.GatewayWorld;
import dev.tributary.gateway.LogLines;
import dev.tributary.gateway.identity.TestIssuer;
import dev.tributary.gateway.identity.TestKey;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.SimulatedBrowser;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The token endpoint: what it hands out, to whom, how fresh, and in which words it refuses. */
@Tag("C25")
@SuppressWarnings("NullAway.Init")
class TokenApiTest {

    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
    private static final String CONNECTION = "urn:tributary:token-type:connection";
    private static final String JWT = "urn:ietf:params:oauth:token-type:jwt";

    @TempDir
    Path directory;

    private ConfluenceSimulator confluence;
    private TestIssuer issuer;
    private GatewayWorld world;

    @BeforeEach
    void start() {
        open(ConfluenceSimulator.dataCenter().start());
    }

    private void open(ConfluenceSimulator simulator) {
        confluence = simulator;
        issuer = new TestIssuer(confluence.clock());
        world = new GatewayWorld(
                confluence,
                directory,
                issuer.app("exporter", TestIssuer.AUDIENCE, "keys: [" + hash("exporter") + "]")
                        + issuer.app("strict", "strict", "userAssertion: required\nkeys: [" + hash("strict") + "]")
                        + issuer.app("keyless", "keyless", "").replace(", export", ""));
    }

    private static String hash(String app) {
        return "sha256:" + TestKey.sha256(key(app));
    }

    @AfterEach
    void stop() {
        world.close();
        issuer.close();
        confluence.close();
    }

    private String connect(String user) {
        return connect("exporter", user);
    }

    private String connect(String app, String user) {
        String shown = app.equals("strict") ? strict(user) : key(app);
        URI link = URI.create(json(post(shown, "/v1/connect-links", linkFor(user)))
                .path("url")
                .asString());
        String code = parameter(through(link, new SimulatedBrowser(user, user)), "connection_code");
        return json(post(shown, "/v1/connections", Map.of("connectionCode", code, "user", user)))
                .path("id")
                .asString();
    }

    private HttpResponse<String> post(String shown, String target, Map<String, Object> body) {
        return world.send(HttpRequest.newBuilder(world.uri(target))
                .header("Authorization", "Bearer " + shown)
                .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
    }

    private String strict(String user) {
        Map<String, Object> claims = issuer.claims(user);
        claims.put("aud", "strict");
        return TestIssuer.FIRST.sign("RS256", claims);
    }

    private static String form(String... pairs) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], pairs[i + 1]);
        }
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String forConnection(String id) {
        return form("grant_type", EXCHANGE, "subject_token", id, "subject_token_type", CONNECTION);
    }

    private static String forUser(String token) {
        return form("grant_type", EXCHANGE, "subject_token", token, "subject_token_type", JWT, "resource", "wiki");
    }

    private HttpResponse<String> exchange(String shown, String form) {
        return world.exchange(world.uri("/"), shown, form);
    }

    private void assertError(HttpResponse<String> answer, int status, String error) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(json(answer).propertyNames()).containsExactlyInAnyOrder("error", "error_description");
        assertThat(json(answer).path("error").asString()).isEqualTo(error);
    }

    @Test
    void a_connection_is_exchanged_for_its_access_token_and_nothing_more() {
        String id = connect("alice");

        HttpResponse<String> answer = exchange(key("exporter"), forConnection(id));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        JsonNode token = json(answer);
        assertThat(token.propertyNames())
                .containsExactlyInAnyOrder("access_token", "issued_token_type", "token_type", "expires_in", "scope");
        assertThat(token.path("issued_token_type").asString()).isEqualTo(ACCESS_TOKEN);
        assertThat(token.path("token_type").asString()).isEqualTo("Bearer");
        assertThat(token.path("scope").asString()).isEqualTo("WRITE");
        assertThat(token.path("expires_in").asLong()).isBetween(1L, remaining());
        assertThat(whoIsServed(token.path("access_token").asString())).isEqualTo("alice");
    }

    /** Returns how long the token that Confluence issued lives from now. */
    private long remaining() {
        return Duration.ofHours(1).toSeconds();
    }

    private String whoIsServed(String token) {
        return json(world.sendUnkept(HttpRequest.newBuilder(URI.create(confluence.baseUrl() + "/rest/api/user/current"))
                        .header("Authorization", "Bearer " + token)))
                .path("username")
                .asString();
    }

    @Test
    void what_is_left_of_a_tokens_life_is_told_truly() {
        String id = connect("alice");
        long before = json(exchange(key("exporter"), forConnection(id)))
                .path("expires_in")
                .asLong();

        confluence.clock().advance(Duration.ofMinutes(10));

        assertThat(json(exchange(key("exporter"), forConnection(id)))
                        .path("expires_in")
                        .asLong())
                .isBetween(before - 700, before - 600);
    }

    @Test
    void the_token_of_a_user_does_as_well_as_subject_and_as_caller() {
        connect("alice");
        String id = connect("bob");
        String bobs = issuer.token("bob");

        for (HttpResponse<String> answer : List.of(
                exchange(key("exporter"), forUser(bobs)),
                exchange(bobs, forUser(bobs)),
                exchange(bobs, forConnection(id)),
                exchange(bobs, forConnection(id) + "&resource=wiki&scope=WRITE&audience=&unknown=x"))) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(whoIsServed(json(answer).path("access_token").asString()))
                    .isEqualTo("bob");
        }
    }

    @Test
    void a_user_gets_no_token_of_another_one() {
        String alices = connect("alice");
        connect("bob");
        String bobs = issuer.token("bob");

        assertError(exchange(bobs, forConnection(alices)), 400, "invalid_request");
        assertError(exchange(bobs, forUser(issuer.token("alice"))), 400, "invalid_request");
        assertThat(exchange(bobs, forConnection(alices)).body())
                .isEqualTo(exchange(bobs, forConnection(UUID.randomUUID().toString()))
                        .body());
    }

    @Test
    void an_app_gets_no_token_of_another_one() {
        String portals = world.connect("alice").path("id").asString();
        String unknown = exchange(
                        key("exporter"), forConnection(UUID.randomUUID().toString()))
                .body();

        assertThat(exchange(key("exporter"), forConnection(portals)).body()).isEqualTo(unknown);
        assertThat(exchange(key("exporter"), forConnection("no id")).body()).isEqualTo(unknown);
        assertError(exchange(key("exporter"), forUser(strict("alice"))), 400, "invalid_request");
        assertError(exchange(key("exporter"), forUser("no.to.ken")), 400, "invalid_request");
    }

    @Test
    void where_users_have_to_show_themselves_their_token_is_the_subject() {
        String id = connect("strict", "alice");

        assertError(exchange(key("strict"), forConnection(id)), 400, "invalid_request");
        assertThat(exchange(key("strict"), forUser(strict("alice"))).statusCode())
                .isEqualTo(200);
    }

    /** The application {@code exporter} has the right {@code export}, {@code portal} and {@code keyless} have not. */
    @ParameterizedTest
    @CsvSource({
        "portal, grant_type, " + EXCHANGE + ", unauthorized_client",
        "portal, resource, wiki, unauthorized_client",
        "exporter, grant_type, '', invalid_request",
        "exporter, grant_type, client_credentials, unsupported_grant_type",
        "exporter, grant_type, refresh_token, unsupported_grant_type",
        "exporter, subject_token, '', invalid_request",
        "exporter, subject_token_type, '', invalid_request",
        "exporter, subject_token_type, " + ACCESS_TOKEN + ", invalid_request",
        "exporter, subject_token_type, " + JWT + ", invalid_request",
        "exporter, requested_token_type, urn:ietf:params:oauth:token-type:refresh_token, invalid_request",
        "exporter, requested_token_type, " + JWT + ", invalid_request",
        "exporter, actor_token, x, invalid_request",
        "exporter, actor_token_type, x, invalid_request",
        "exporter, audience, wiki, invalid_request",
        "exporter, client_secret, x, invalid_request",
        "exporter, resource, other, invalid_target",
        "exporter, resource, nosuch, invalid_target",
        "exporter, scope, READ, invalid_scope",
        "exporter, scope, WRITE READ, invalid_scope",
        "exporter, scope, write, invalid_scope",
        "exporter, min_validity, -1, invalid_request",
        "exporter, min_validity, soon, invalid_request",
        "exporter, min_validity, 999999999, invalid_request",
        "exporter, min_validity, 99999999999999999999, invalid_request"
    })
    void what_is_not_in_order_is_refused_in_the_words_of_oauth(String app, String name, String value, String error) {
        String id = connect("alice");
        confluence.requests().clear();
        String form = form("grant_type", EXCHANGE, "subject_token", id, "subject_token_type", CONNECTION, name, value);

        assertError(exchange(key(app), form), 400, error);
        assertThat(world.tokenRequests()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "'grant_type=a&grant_type=b', application/x-www-form-urlencoded, ''",
        "'grant_type=%FF', application/x-www-form-urlencoded, ''",
        "'', application/x-www-form-urlencoded, ''",
        "'{\"grant_type\":\"x\"}', application/json, ''",
        "FORM, application/json, ''",
        "FORM, text/plain, ''",
        "FORM, application/x-www-form-urlencoded, ?resource=wiki",
        "'', application/x-www-form-urlencoded, ?FORM"
    })
    void only_a_form_is_read(String body, String type, String query) {
        String form = forConnection(connect("alice"));

        HttpResponse<String> answer =
                world.send(HttpRequest.newBuilder(world.uri("/oauth2/token" + query.replace("FORM", form)))
                        .header("Authorization", "Bearer " + key("exporter"))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body.replace("FORM", form))));

        assertError(answer, 400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer ", "Bearer nobody-knows-this-key-of-an-app", "Basic eDp5"})
    void whoever_shows_nothing_that_is_known_is_an_invalid_client(String field) {
        HttpRequest.Builder request = HttpRequest.newBuilder(world.uri("/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(forConnection(UUID.randomUUID().toString())));

        HttpResponse<String> answer = world.send(field.isEmpty() ? request : request.header("Authorization", field));

        assertError(answer, 401, "invalid_client");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    void a_token_that_the_user_made_is_not_handed_out() {
        Map<String, Object> body =
                Map.of("user", "alice", "site", "wiki", "personalAccessToken", world.personalToken("alice"));
        HttpResponse<String> entered = post(key("stranger"), "/v1/connections", body);
        assertThat(entered.statusCode()).as(entered.body()).isEqualTo(201);

        assertError(
                exchange(key("stranger"), forConnection(json(entered).path("id").asString())), 400, "invalid_target");
    }

    @Test
    void whoever_is_not_connected_is_told_so() {
        assertError(exchange(key("exporter"), forUser(issuer.token("alice"))), 400, "invalid_grant");
        String id = connect("alice");
        world.ask("exporter", "DELETE", "/v1/connections/" + id);

        assertError(exchange(key("exporter"), forConnection(id)), 400, "invalid_grant");
        assertError(exchange(key("exporter"), forUser(issuer.token("alice"))), 400, "invalid_grant");
    }

    @Test
    void everything_that_is_asked_for_is_in_the_audit_and_no_token() {
        String id = connect("alice");
        try (LogLines audit = LogLines.of("dev.tributary.gateway.audit")) {
            String token = json(exchange(key("exporter"), forConnection(id)))
                    .path("access_token")
                    .asString();
            exchange(issuer.token("alice"), forUser(issuer.token("alice")));
            exchange(key("portal"), forConnection(id));

            assertThat(audit.written())
                    .filteredOn(line -> line.startsWith("token."))
                    .hasSize(3)
                    .anySatisfy(line -> assertThat(line)
                            .contains("token.exported", "\"exporter\"", "\"alice\"", "\"wiki\"", id, "by=\"key\""))
                    .anySatisfy(line ->
                            assertThat(line).contains("token.exported", "by=\"alice of " + TestIssuer.NAME + "\""))
                    .anySatisfy(line -> assertThat(line).contains("token.refused", "\"portal\"", "unauthorized_client"))
                    .noneMatch(line -> line.contains(token));
        }
    }

    @Test
    void whoever_wants_it_fresher_has_it_renewed_and_not_again_at_once() {
        String form = forConnection(connect("alice"));
        long life = exchangedAnew(form).path("expires_in").asLong();
        confluence.clock().advance(Duration.ofSeconds(life * 6 / 10));
        int before = world.tokenRequests();

        assertThat(exchangedAnew(form + "&min_validity=60").path("expires_in").asLong())
                .isLessThan(life / 2);
        assertThat(world.tokenRequests()).isEqualTo(before);

        for (int i = 0; i < 3; i++) {
            assertThat(exchangedAnew(form + "&min_validity=" + (life / 2 - 60))
                            .path("expires_in")
                            .asLong())
                    .isGreaterThan(life / 2);
        }
        assertThat(world.tokenRequests()).isEqualTo(before + 1);
    }

    /** Half of the life of such a token is over before a minute is. */
    @Test
    void what_was_renewed_less_than_a_minute_ago_is_not_renewed_again(@TempDir Path another) {
        stop();
        directory = another;
        open(ConfluenceSimulator.dataCenter()
                .accessTokenLifetime(Duration.ofSeconds(70))
                .start());
        String form = forConnection(connect("alice"));
        confluence.clock().advance(Duration.ofSeconds(37));
        int before = world.tokenRequests();

        assertThat(exchangedAnew(form + "&min_validity=34").path("expires_in").asLong())
                .isLessThan(34);
        assertThat(world.tokenRequests()).isEqualTo(before);
    }

    /** Asks another gateway, which remembers no token, so that it goes by the clock of the simulator. */
    private JsonNode exchangedAnew(String form) {
        int port = FreePort.next();
        try (Gateway other = world.another(port)) {
            assertThat(other.uri()).isEqualTo(world.uri(""));
            HttpResponse<String> answer = world.exchange(URI.create("http://localhost:" + port), key("exporter"), form);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return json(answer);
        }
    }
}

package dev.tributary.gateway.identity;

import static dev.tributary.gateway.GatewayWorld.RETURN_TO;
import static dev.tributary.gateway.GatewayWorld.STATE;
import static dev.tributary.gateway.GatewayWorld.json;
import static dev.tributary.gateway.GatewayWorld.key;
import static dev.tributary.gateway.GatewayWorld.parameter;
import static dev.tributary.gateway.GatewayWorld.problem;
import static dev.tributary.gateway.GatewayWorld.through;
import static dev.tributary.gateway.identity.TestIssuer.AUDIENCE;
import static dev.tributary.gateway.identity.TestIssuer.FIRST;
import static dev.tributary.gateway.identity.TestIssuer.NAME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.GatewayWorld;
import dev.tributary.gateway.LogLines;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.junit.StartConfluence;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Users who show tokens of their application's issuer: which tokens count, and for whom they speak. */
@Tag("C14")
@SuppressWarnings("NullAway.Init")
class TokenCallersTest {

    private static final String LIST = "/v1/connections";
    private static final String CURRENT = "/rest/api/user/current";
    private static final String ALL = "algorithms: [RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512]";

    private static final TestKey CURVE = TestKey.curve("curve", "P-256");
    private static final TestKey CURVE_384 = TestKey.curve("curve-384", "P-384");
    private static final TestKey CURVE_521 = TestKey.curve("curve-521", "P-521");
    private static final TestKey WEAK = TestKey.rsa("weak", 1024);
    private static final TestKey FOR_ENCRYPTION = TestKey.rsa("enc", 2048).with("use", "enc");
    private static final TestKey FOR_PSS = TestKey.rsa("pss", 2048).with("alg", "PS256");
    private static final TestKey TWICE = TestKey.rsa("twice", 2048);
    private static final TestKey STRANGER = TestKey.rsa("first", 2048);
    private static final byte[] SHARED = "a-secret-that-is-long-enough-for-hs256".getBytes(StandardCharsets.UTF_8);

    @StartConfluence
    static ConfluenceSimulator confluence;

    @TempDir
    static Path directory;

    static TestIssuer issuer;
    static GatewayWorld world;
    static String alicesId;
    static String bobsId;

    @BeforeAll
    static void start() {
        issuer = new TestIssuer(confluence.clock());
        TestKey shared = new TestKey(
                "shared", FIRST.pair(), Map.of("kty", "oct", "kid", "shared", "k", TestKey.part(text(SHARED))));
        TestKey again = new TestKey("twice", TestKey.rsa("twice", 2048).pair(), TWICE.jwk());
        issuer.keys(FIRST, CURVE, CURVE_384, CURVE_521, WEAK, FOR_ENCRYPTION, FOR_PSS, TWICE, again, shared);
        world = new GatewayWorld(confluence, directory, apps());
        alicesId = connect("alice");
        bobsId = connect("bob");
    }

    private static String apps() {
        return issuer.app("staff", AUDIENCE, "")
                + issuer.app("others", "others", "")
                + issuer.app("any", "any", "").replace("jwks:", ALL + ", jwks:")
                + issuer.app(
                        "strict",
                        "strict",
                        "userAssertion: required\nkeys: [sha256:" + TestKey.sha256(key("strict")) + "]");
    }

    @AfterAll
    static void stop() {
        world.close();
        issuer.close();
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> as(String token, String method, String target, Object... body) {
        return world.send(request(token, target)
                .method(
                        method,
                        body.length == 0
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body[0]))));
    }

    private static HttpRequest.Builder request(String token, String target) {
        return HttpRequest.newBuilder(world.uri(target)).header("Authorization", "Bearer " + token);
    }

    /** Connects a user who says nothing of a user: the token does. */
    private static String connect(String user) {
        return json(as(issuer.token(user), "POST", LIST, Map.of("connectionCode", code(user, user))))
                .path("id")
                .asString();
    }

    private static String code(String user, String login) {
        Map<String, Object> link = Map.of("site", "wiki", "returnTo", RETURN_TO, "state", STATE);
        String url = json(as(issuer.token(user), "POST", "/v1/connect-links", link))
                .path("url")
                .asString();
        return parameter(through(URI.create(url), new SimulatedBrowser(login, login)), "connection_code");
    }

    static Stream<Arguments> good() {
        return Stream.of(
                row("RS256", () -> issuer.token("alice")),
                row("ES256", () -> CURVE.sign("ES256", issuer.claims("alice"))),
                row("PS256", () -> FOR_PSS.sign("PS256", issuer.claims("alice"))),
                row("RS384", () -> FIRST.sign("RS384", issuer.with("aud", "any"))),
                row("RS512", () -> FIRST.sign("RS512", issuer.with("aud", "any"))),
                row("PS384", () -> FIRST.sign("PS384", issuer.with("aud", "any"))),
                row("PS512", () -> FIRST.sign("PS512", issuer.with("aud", "any"))),
                row("ES384", () -> CURVE_384.sign("ES384", issuer.with("aud", "any"))),
                row("ES512", () -> CURVE_521.sign("ES512", issuer.with("aud", "any"))),
                row("one audience in a list", () -> FIRST.sign("RS256", issuer.with("aud", List.of(AUDIENCE)))),
                row("type at+jwt", () -> headed("typ", "AT+JWT")),
                row("no type", () -> headless("typ")),
                row("only key for its algorithm", () -> {
                    Map<String, Object> header = CURVE.header("ES256");
                    header.remove("kid");
                    return CURVE.sign(header, issuer.claims("alice"), "ES256");
                }),
                row(
                        "a fraction of a second",
                        () -> FIRST.sign(
                                "RS256",
                                issuer.with("exp", confluence.clock().instant().getEpochSecond() + 60.5))),
                row("expired within the leeway", () -> FIRST.sign("RS256", issuer.in("exp", -15))),
                row("of the future within the leeway", () -> FIRST.sign("RS256", issuer.in("nbf", 15))),
                row("an hour long", () -> FIRST.sign("RS256", issuer.in("exp", 3600))),
                row("with claims of no concern", () -> FIRST.sign("RS256", issuer.with("groups", List.of("a", "b")))));
    }

    private static Arguments row(String name, Supplier<String> token) {
        return Arguments.argumentSet(name, token);
    }

    private static String headed(String parameter, Object value) {
        Map<String, Object> header = FIRST.header("RS256");
        header.put(parameter, value);
        return FIRST.sign(header, issuer.claims("alice"), "RS256");
    }

    private static String headless(String parameter) {
        Map<String, Object> header = FIRST.header("RS256");
        header.remove(parameter);
        return FIRST.sign(header, issuer.claims("alice"), "RS256");
    }

    @ParameterizedTest
    @MethodSource("good")
    void a_token_that_is_in_order_lets_its_user_in(Supplier<String> token) {
        assertThat(as(token.get(), "GET", LIST).statusCode()).isEqualTo(200);
    }

    static Stream<Arguments> bad() {
        List<Arguments> rows = new ArrayList<>();
        for (String none : new String[] {"none", "None", "nOnE", "NONE"}) {
            rows.add(row("alg " + none, () -> unsigned(none) + "."));
            rows.add(row("alg " + none + " with something behind", () -> unsigned(none) + ".AAAA"));
        }
        String stripped = "signature stripped";
        rows.add(row(stripped, () -> head(issuer.token("alice")) + "."));
        rows.add(row(stripped + " with its point", () -> head(issuer.token("alice"))));
        rows.add(row(
                "HS256 with the PEM",
                () -> FIRST.signWith(FIRST.pem().getBytes(StandardCharsets.UTF_8), issuer.claims("alice"))));
        rows.add(row(
                "HS256 with the PEM less its last line break",
                () -> FIRST.signWith(FIRST.pem().strip().getBytes(StandardCharsets.UTF_8), issuer.claims("alice"))));
        rows.add(row(
                "HS256 with the DER",
                () -> FIRST.signWith(FIRST.pair().getPublic().getEncoded(), issuer.claims("alice"))));
        rows.add(row(
                "HS256 with the JWK",
                () -> FIRST.signWith(JsonMapper.shared().writeValueAsBytes(FIRST.jwk()), issuer.claims("alice"))));
        rows.add(row(
                "HS256 with a shared secret of the set",
                () -> new TestKey("shared", FIRST.pair(), Map.of()).signWith(SHARED, issuer.claims("alice"))));
        rows.add(row("another audience", () -> FIRST.sign("RS256", issuer.with("aud", "tributary2"))));
        rows.add(row("audience in capitals", () -> FIRST.sign("RS256", issuer.with("aud", "Tributary"))));
        rows.add(row("no audience", () -> FIRST.sign("RS256", issuer.without("aud"))));
        rows.add(row("no audience in a list", () -> FIRST.sign("RS256", issuer.with("aud", List.of()))));
        rows.add(row("two audiences", () -> FIRST.sign("RS256", issuer.with("aud", List.of(AUDIENCE, "mail")))));
        rows.add(row(
                "the audiences of two apps",
                () -> FIRST.sign("RS256", issuer.with("aud", List.of(AUDIENCE, "others")))));
        rows.add(row("an audience that is a number", () -> FIRST.sign("RS256", issuer.with("aud", 1))));
        rows.add(row("another issuer", () -> FIRST.sign("RS256", issuer.with("iss", "https://evil.example"))));
        rows.add(row("the issuer with a slash", () -> FIRST.sign("RS256", issuer.with("iss", NAME + "/"))));
        rows.add(row("no issuer", () -> FIRST.sign("RS256", issuer.without("iss"))));
        rows.add(row("expired", () -> FIRST.sign("RS256", issuer.in("exp", -300))));
        rows.add(row("expired beyond the leeway", () -> FIRST.sign("RS256", issuer.in("exp", -35))));
        rows.add(row("not yet", () -> FIRST.sign("RS256", issuer.in("nbf", 600))));
        rows.add(row("issued in the future", () -> FIRST.sign("RS256", issuer.in("iat", 600))));
        rows.add(row("no end", () -> FIRST.sign("RS256", issuer.without("exp"))));
        rows.add(row("two hours long", () -> FIRST.sign("RS256", issuer.in("exp", 7200))));
        rows.add(row("an end that is a text", () -> FIRST.sign("RS256", issuer.with("exp", "9999999999"))));
        rows.add(row("an end beyond all time", () -> FIRST.sign("RS256", issuer.with("exp", 1e300))));
        rows.add(row("an end before all time", () -> FIRST.sign("RS256", issuer.with("exp", -1))));
        rows.add(row("an end that is null", () -> signed("{\"exp\":null," + rest("alice"))));
        rows.add(row("no user", () -> FIRST.sign("RS256", issuer.without("sub"))));
        rows.add(row("a user that is a number", () -> FIRST.sign("RS256", issuer.with("sub", 1))));
        rows.add(row("a user that is empty", () -> FIRST.sign("RS256", issuer.with("sub", ""))));
        rows.add(row("a user with a line break", () -> FIRST.sign("RS256", issuer.with("sub", "alice\n"))));
        rows.add(row("a user with a space", () -> FIRST.sign("RS256", issuer.with("sub", "alice "))));
        rows.add(row("a user that is too long", () -> FIRST.sign("RS256", issuer.with("sub", "a".repeat(256)))));
        rows.add(row("the user twice", () -> signed("{\"sub\":\"bob\"," + body("alice"))));
        rows.add(row("the user twice, escaped", () -> signed("{\"s\\u0075b\":\"bob\"," + body("alice"))));
        rows.add(row("something within twice", () -> signed("{\"x\":{\"a\":1,\"a\":2}," + body("alice"))));
        rows.add(row("more behind the claims", () -> signed("{" + body("alice") + "{}")));
        rows.add(row("claims that are a list", () -> signed("[{" + body("alice") + "]")));
        rows.add(row("claims that are no JSON", () -> signed("alice")));
        rows.add(row(
                "claims too deep", () -> signed("{\"x\":" + "[".repeat(40) + "]".repeat(40) + "," + body("alice"))));
        rows.add(row(
                "the algorithm twice",
                () -> FIRST.sign(
                        "{\"alg\":\"RS256\",\"alg\":\"RS256\",\"kid\":\"first\"}", "{" + body("alice"), "RS256")));
        rows.add(row("a token of another kind", () -> headed("typ", "logout+jwt")));
        rows.add(row("a type that is none", () -> headed("typ", 1)));
        rows.add(row("a critical extension", () -> headed("crit", List.of("exp"))));
        rows.add(row("an empty critical extension", () -> headed("crit", List.of())));
        rows.add(row("a payload that is not encoded", () -> headed("b64", false)));
        rows.add(row("an unknown key", () -> headed("kid", "nobody")));
        rows.add(row("a key that is a path", () -> headed("kid", "../../../../../../dev/null")));
        rows.add(row("a key that is an address", () -> headed("kid", "http://169.254.169.254/keys")));
        rows.add(row("a key that is a query", () -> headed("kid", "x' UNION SELECT 'k';--")));
        rows.add(row("a key that is a number", () -> headed("kid", 1)));
        rows.add(row("a key whose name is endless", () -> headed("kid", "k".repeat(300))));
        rows.add(row("no key where several fit", () -> headless("kid")));
        rows.add(row("another key of that name", () -> STRANGER.sign("RS256", issuer.claims("alice"))));
        rows.add(row("a key that it brings along", () -> brought("jwk", STRANGER.jwk())));
        rows.add(
                row("a key that it links to", () -> brought("jku", issuer.jwks().toString())));
        rows.add(row("a key that is too weak", () -> WEAK.sign("RS256", issuer.claims("alice"))));
        rows.add(row("a key for encryption", () -> FOR_ENCRYPTION.sign("RS256", issuer.claims("alice"))));
        rows.add(row("a key for another algorithm", () -> FOR_PSS.sign("RS256", issuer.claims("alice"))));
        rows.add(row("a key that is there twice", () -> TWICE.sign("RS256", issuer.claims("alice"))));
        rows.add(row(
                "an algorithm of another kind of key",
                () -> FIRST.sign(CURVE.header("RS256"), issuer.claims("alice"), "RS256")));
        rows.add(row("an algorithm that the app does not list", () -> FIRST.sign("RS512", issuer.claims("alice"))));
        rows.add(row(
                "signed otherwise than it says",
                () -> FIRST.sign(FIRST.header("RS256"), issuer.claims("alice"), "PS256")));
        rows.add(row("changed after it was signed", () -> {
            String[] parts = issuer.token("bob").split("\\.", -1);
            return parts[0] + "." + TestKey.part("{" + body("alice")) + "." + parts[2];
        }));
        rows.add(row(
                "a signature of zeros",
                () -> head(CURVE.sign("ES256", issuer.claims("alice"))) + "." + "A".repeat(86)));
        rows.add(row("too long", () -> FIRST.sign("RS256", issuer.with("padding", "x".repeat(8 * 1024)))));
        rows.add(row("padded", () -> issuer.token("alice") + "="));
        rows.add(row("a part too many", () -> issuer.token("alice") + ".AAAA"));
        rows.add(row("encrypted", () -> issuer.token("alice") + ".AAAA.AAAA"));
        return rows.stream();
    }

    private static String unsigned(String algorithm) {
        return TestKey.part("{\"alg\":\"" + algorithm + "\"}") + "." + TestKey.part("{" + body("alice"));
    }

    private static String head(String token) {
        return token.substring(0, token.lastIndexOf('.'));
    }

    private static String signed(String claims) {
        return FIRST.sign("{\"alg\":\"RS256\",\"kid\":\"first\"}", claims, "RS256");
    }

    /** The usual claims without the brace that they begin with. */
    private static String body(String user) {
        return JsonMapper.shared().writeValueAsString(issuer.claims(user)).substring(1);
    }

    /** The same without an end. */
    private static String rest(String user) {
        Map<String, Object> claims = issuer.claims(user);
        claims.remove("exp");
        return JsonMapper.shared().writeValueAsString(claims).substring(1);
    }

    private static String brought(String parameter, Object value) {
        Map<String, Object> header = STRANGER.header("RS256");
        header.put("kid", "mine");
        header.put(parameter, value);
        return STRANGER.sign(header, issuer.claims("alice"), "RS256");
    }

    @ParameterizedTest
    @MethodSource("bad")
    void a_token_that_is_not_is_refused_like_an_unknown_key(Supplier<String> made) {
        String token = made.get();
        String unknown = world.ask("nobody", "GET", LIST).body();
        confluence.requests().clear();

        for (String target : new String[] {LIST, "/sites/wiki" + CURRENT}) {
            HttpResponse<String> answer = as(token, "GET", target);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            assertThat(answer.body()).isEqualTo(unknown);
        }
        assertThat(confluence.requests().all()).isEmpty();
    }

    @Test
    void a_body_that_comes_while_the_token_is_looked_at_arrives_whole() {
        for (int i = 0; i < 20; i++) {
            String user = "user-" + i + "-" + "x".repeat(200);
            Map<String, Object> link = Map.of("user", user, "site", "wiki", "returnTo", RETURN_TO, "state", STATE);

            assertThat(as(issuer.token(user), "POST", "/v1/connect-links", link).statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void a_write_passes_with_its_body_also_with_a_token_that_is_new() {
        Map<String, Object> page = Map.of(
                "type",
                "page",
                "title",
                "Written with a token " + UUID.randomUUID(),
                "space",
                Map.of("key", "DEMO"),
                "body",
                Map.of("storage", Map.of("value", "<p>" + "x".repeat(30_000) + "</p>", "representation", "storage")));

        HttpResponse<String> answer = world.send(request(issuer.token("alice"), "/sites/wiki/rest/api/content")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(page))));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', 200",
        "alice, '', 200",
        "%61lice, '', 200",
        "bob, '', 403",
        "ALICE, '', 403",
        "'', alice, 200",
        "'', bob, 404",
        "'', portal, 404",
        "'', nobody, 404",
        "alice, alice, 200",
        "alice, bob, 404",
        "bob, bob, 403",
        "bob, alice, 403"
    })
    void calls_are_made_as_the_tokens_user_and_nobody_else(String user, String connection, int status) {
        String portals = world.connect("alice").path("id").asString();
        Map<String, String> ids = Map.of(
                "alice",
                alicesId,
                "bob",
                bobsId,
                "portal",
                portals,
                "nobody",
                UUID.randomUUID().toString());
        confluence.requests().clear();
        HttpRequest.Builder call = request(issuer.token("alice"), "/sites/wiki" + CURRENT);
        HttpRequest.Builder named = user.isEmpty() ? call : call.header("Tributary-User", user);

        HttpResponse<String> answer = world.send(
                connection.isEmpty() ? named : named.header("Tributary-Connection", ids.getOrDefault(connection, "")));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        if (status == 200) {
            assertThat(json(answer).path("username").asString()).isEqualTo("alice");
        } else {
            assertThat(problem(answer)).isEqualTo(status == 403 ? "user-not-allowed" : "unknown-connection");
            assertThat(confluence.requests().of("GET", CURRENT)).isEmpty();
        }
    }

    @Test
    void a_foreign_connection_looks_as_if_it_did_not_exist() {
        String token = issuer.token("alice");
        String unknown = UUID.randomUUID().toString();

        for (String method : new String[] {"GET", "DELETE"}) {
            HttpResponse<String> foreign = as(token, method, LIST + "/" + bobsId);
            assertThat(foreign.statusCode()).isEqualTo(404);
            assertThat(foreign.body())
                    .isEqualTo(as(token, method, LIST + "/" + unknown).body());
        }
        assertThat(json(as(issuer.token("bob"), "GET", LIST + "/" + bobsId))
                        .path("status")
                        .asString())
                .isEqualTo("ACTIVE");
    }

    @Test
    void a_list_has_the_tokens_user_only() {
        HttpResponse<String> list = as(issuer.token("alice"), "GET", LIST);

        assertThat(json(list).path("connections").findValuesAsString("id"))
                .contains(alicesId)
                .doesNotContain(bobsId);
        assertThat(json(list).path("connections").findValuesAsString("user")).containsOnly("alice");
        assertThat(as(issuer.token("alice"), "GET", LIST + "?user=alice").body())
                .isEqualTo(list.body());
        assertThat(problem(as(issuer.token("alice"), "GET", LIST + "?user=bob")))
                .isEqualTo("user-not-allowed");
    }

    @Test
    void links_and_codes_are_the_tokens_users_only() {
        Map<String, Object> link = Map.of("user", "bob", "site", "wiki", "returnTo", RETURN_TO, "state", STATE);
        assertThat(problem(as(issuer.token("alice"), "POST", "/v1/connect-links", link)))
                .isEqualTo("user-not-allowed");

        String code = code("carol", "admin");
        assertThat(problem(as(issuer.token("alice"), "POST", LIST, Map.of("connectionCode", code, "user", "carol"))))
                .isEqualTo("user-not-allowed");
        assertThat(problem(as(issuer.token("alice"), "POST", LIST, Map.of("connectionCode", code))))
                .isEqualTo("user-mismatch");
    }

    @Test
    void the_token_of_another_app_of_the_issuer_is_that_apps() {
        String token = FIRST.sign("RS256", issuer.with("aud", "others"));

        assertThat(json(as(token, "GET", LIST)).path("connections")).isEmpty();
        assertThat(problem(as(token, "GET", "/sites/wiki" + CURRENT))).isEqualTo("not-connected");
    }

    @Test
    void where_users_have_to_show_themselves_a_key_alone_does_nothing() {
        String token = FIRST.sign("RS256", issuer.with("aud", "strict"));
        assertThat(as(token, "GET", LIST).statusCode()).isEqualTo(200);

        HttpResponse<String> call = world.call("strict", "alice", CURRENT);
        for (HttpResponse<String> answer : List.of(
                call,
                world.ask("strict", "GET", LIST),
                world.ask("strict", "POST", LIST, Map.of()),
                world.ask("strict", "POST", "/v1/connect-links", GatewayWorld.linkFor("alice")))) {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(problem(answer)).isEqualTo("user-token-required");
        }
    }

    @Test
    void the_audit_names_issuer_and_user_and_why_a_token_was_refused() {
        try (LogLines audit = LogLines.of("dev.tributary.gateway.audit")) {
            String good =
                    FIRST.sign("RS256", issuer.with("jti", UUID.randomUUID().toString()));
            as(good, "GET", LIST);
            as(good, "GET", LIST);
            as(FIRST.sign("RS256", issuer.with("aud", "x\ny")), "GET", LIST);

            assertThat(audit.written())
                    .filteredOn(line -> line.startsWith("user."))
                    .hasSize(2)
                    .anySatisfy(line ->
                            assertThat(line).contains("user.identified", "\"staff\"", "\"" + NAME + "\"", "\"alice\""))
                    .anySatisfy(line -> assertThat(line).contains("user.refused", "x\\ny", "audience"))
                    .noneMatch(line -> line.contains(good) || line.contains("\n"));
        }
    }
}

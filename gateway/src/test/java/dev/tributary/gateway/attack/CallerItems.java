package dev.tributary.gateway.attack;

import static dev.tributary.gateway.attack.Calls.GET;
import static dev.tributary.gateway.attack.Calls.HOST;
import static dev.tributary.gateway.attack.Calls.KEY;
import static dev.tributary.gateway.attack.Calls.call;
import static dev.tributary.gateway.attack.Ground.CURRENT;
import static dev.tributary.gateway.attack.Item.bytes;
import static dev.tributary.gateway.attack.Item.item;
import static dev.tributary.gateway.attack.Item.reaching;
import static dev.tributary.gateway.http.RawSocket.head;
import static dev.tributary.gateway.identity.TestIssuer.FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.identity.TestIssuer;
import dev.tributary.gateway.identity.TestKey;
import dev.tributary.simulator.control.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Groups C and D: who calls, by a key or by a token, and for whom. */
final class CallerItems {

    private CallerItems() {}

    static Stream<Item> all() {
        return Stream.concat(keys(), tokens());
    }

    private static Stream<Item> keys() {
        return Stream.of(
                item("D-C1", "no key, an unknown one and an empty one", CallerItems::noKey),
                item("D-C2", "a token of Confluence for a key", CallerItems::confluencesToken),
                item("D-C3", "a connection of another app", CallerItems::foreignSelector),
                item("D-C4", "looking at and ending a connection of another app", CallerItems::foreignConnection),
                item("D-C5", "a user and a connection that disagree", CallerItems::disagreeing),
                bytes("D-C6", "nobody", head(GET, HOST, KEY), 400),
                bytes("D-C6", "an empty user", head(GET, HOST, KEY, "Tributary-User: "), 400),
                item("D-C7", "taking a token out without the right", CallerItems::export),
                reaching("D-C8", "the caller's own credentials and forwarding fields", CallerItems::ownFields));
    }

    private static void noKey(Ground ground) {
        List<Answer> answers = Stream.of("", "Bearer trib_unknown-key", "Bearer ")
                .map(shown -> {
                    var request = ground.to(CURRENT).header("Tributary-User", "alice");
                    return ground.send(shown.isEmpty() ? request : request.header("Authorization", shown));
                })
                .toList();

        assertThat(answers)
                .allSatisfy(answer -> answer.isProblem(401))
                .allMatch(answer -> answer.header("WWW-Authenticate").startsWith("Bearer"));
        assertThat(answers).extracting(Answer::body).containsOnly(answers.get(0).body());
    }

    private static void confluencesToken(Ground ground) {
        ground.wiki.grants().all().stream()
                .flatMap(grant -> grant.accessTokens().stream())
                .forEach(token -> ground.send(ground.to(CURRENT)
                                .header("Tributary-User", "alice")
                                .header("Authorization", "Bearer " + token))
                        .isProblem(401));
    }

    private static Answer byConnection(Ground ground, String id) {
        return ground.send(ground.to(CURRENT)
                        .header("Authorization", "Bearer " + App.A.key)
                        .header("Tributary-Connection", id))
                .isProblem(404);
    }

    private static void foreignSelector(Ground ground) {
        String unknown = UUID.randomUUID().toString();

        assertThat(byConnection(ground, ground.alicesOfB).body())
                .isEqualTo(byConnection(ground, unknown).body());
    }

    private static void foreignConnection(Ground ground) {
        String list = "/v1/connections/";
        long alive = ground.liveGrants();

        for (String method : List.of("GET", "DELETE")) {
            Answer foreign = ground.api(App.A, method, list + ground.alicesOfB, null);
            Answer unknown = ground.api(App.A, method, list + UUID.randomUUID(), null);
            assertThat(foreign.isProblem(404).body())
                    .isEqualTo(unknown.isProblem(404).body());
        }
        assertThat(ground.liveGrants()).isEqualTo(alive);
    }

    private static void disagreeing(Ground ground) {
        assertThat(ground.raw(call(GET, "Tributary-Connection: " + ground.bobsOfA)))
                .containsPattern("^HTTP/1.1 (400|403) ");
    }

    private static void export(Ground ground) {
        Answer answer = ground.send(Exports.request(ground, App.A, Exports.form(ground.alicesOfA)));

        answer.is(400, 403);
        assertThat(answer.text("/error")).isEqualTo("unauthorized_client");
        assertThat(answer.body()).doesNotContain("access_token");
    }

    private static void ownFields(Ground ground) {
        String answer = ground.raw(call(
                GET.replace(" HTTP", "?probe=c8 HTTP"),
                "Cookie: JSESSIONID=x",
                "X-Forwarded-For: 1.2.3.4",
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-User: bob",
                "Forwarded: for=1.2.3.4",
                "X-Real-IP: 1.2.3.4",
                "Proxy-Authorization: Basic eDp5"));

        assertThat(answer).startsWith("HTTP/1.1 200 ");
        assertThat(ground.wiki.requests().all()).hasSize(1);
        RecordedRequest reached = ground.wiki.requests().all().get(0);
        assertThat(reached.query()).isEqualTo("probe=c8");
        assertThat(reached.headers().keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)))
                .doesNotContain("cookie", "forwarded", "x-real-ip", "proxy-authorization", "tributary-user")
                .noneMatch(name -> name.startsWith("x-forwarded"));
        assertThat(reached.headers().get("Authorization")).hasSize(1).noneMatch(value -> value.contains(App.A.key));
    }

    private static Stream<Item> tokens() {
        return Stream.concat(
                Stream.of("none", "None", "nOnE").map(none -> token("D-D1", "alg " + none, issuer -> unsigned(none))),
                Stream.of(
                        token("D-D1", "its signature stripped", issuer -> stripped(issuer.token("alice"))),
                        token("D-D2", "signed with the PEM as a shared secret", issuer -> shared(issuer, FIRST.pem())),
                        token("D-D2", "signed with the JWK as a shared secret", issuer -> shared(issuer, jwk())),
                        token("D-D3", "for another audience", issuer -> signed(issuer, "aud", "tributary2")),
                        token("D-D3", "for no audience", issuer -> FIRST.sign("RS256", issuer.without("aud"))),
                        token("D-D3", "of another issuer", issuer -> signed(issuer, "iss", "https://evil.example")),
                        token("D-D4", "that ended", issuer -> FIRST.sign("RS256", issuer.in("exp", -300))),
                        token("D-D4", "of the future", issuer -> FIRST.sign("RS256", issuer.in("nbf", 600)))));
    }

    private static Item token(String id, String what, Function<TestIssuer, String> made) {
        return item(id, "a token " + what, ground -> {
            String token = made.apply(ground.issuer);
            ground.witness.secret(token);

            ground.send(ground.to(CURRENT).header("Authorization", "Bearer " + token))
                    .isProblem(401);
            ground.send(ground.to("/v1/connections").header("Authorization", "Bearer " + token))
                    .isProblem(401);
        });
    }

    private static String unsigned(String algorithm) {
        String claims = "{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"alice\",\"exp\":%d}"
                .formatted(
                        TestIssuer.NAME,
                        TestIssuer.AUDIENCE,
                        Instant.now().plusSeconds(300).getEpochSecond());
        return TestKey.part("{\"alg\":\"" + algorithm + "\",\"kid\":\"first\"}") + "." + TestKey.part(claims) + ".";
    }

    private static String stripped(String token) {
        return token.substring(0, token.lastIndexOf('.') + 1);
    }

    private static String shared(TestIssuer issuer, String secret) {
        return FIRST.signWith(secret.getBytes(StandardCharsets.UTF_8), issuer.claims("alice"));
    }

    private static String jwk() {
        return Answer.JSON.writeValueAsString(FIRST.jwk());
    }

    private static String signed(TestIssuer issuer, String claim, String value) {
        return FIRST.sign("RS256", issuer.with(claim, value));
    }
}

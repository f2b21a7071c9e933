package dev.tributary.gateway.attack;

import static dev.tributary.gateway.attack.Item.item;
import static dev.tributary.gateway.identity.TestIssuer.FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Tokens of users and the exchange of tokens, beyond the list. */
final class OwnTokenItems {

    private static final String LIST = "/v1/connections";

    private OwnTokenItems() {}

    static Stream<Item> all() {
        return Stream.concat(Stream.concat(exchanges(), odd()), users());
    }

    private static Stream<Item> exchanges() {
        return Stream.of(
                item("exchange", "the connection of another app", OwnTokenItems::foreign),
                item("exchange", "bob's token by alice's", OwnTokenItems::anothersToken),
                item("exchange", "the connection of another user by alice's token", OwnTokenItems::anothersConnection),
                item(
                        "exchange",
                        "by GET",
                        ground -> refused(ground.send(ground.to("/oauth2/token?" + Exports.form(ground.alicesOfA))
                                .header("Authorization", "Bearer " + App.X.key)))),
                item(
                        "exchange",
                        "by name and password",
                        ground -> refused(ground.send(ground.to("/oauth2/token")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(Exports.form(ground.alicesOfA)
                                        + "&client_id=x&client_secret=" + App.X.key))))));
    }

    private static Stream<Item> odd() {
        return Stream.of(
                with("more scopes than were granted", Map.of("scope", "ADMIN")),
                with("a part of the scopes", Map.of("scope", "READ")),
                with("an audience", Map.of("audience", "https://evil.example")),
                with("an actor", Map.of("actor_token", "x", "actor_token_type", "y")),
                with(
                        "a refresh token",
                        Map.of("requested_token_type", "urn:ietf:params:oauth:token-type:refresh_token")),
                with("a token without an end", Map.of("min_validity", "99999999")),
                with("a token of the past", Map.of("min_validity", "-1")),
                with("another site", Map.of("resource", "wiki2")),
                with("a site as an address", Map.of("resource", "http://169.254.169.254/")),
                with("no subject", Map.of("subject_token", "")),
                with("an unknown field that has a NUL", Map.of("x", "\u0000")));
    }

    private static Item with(String what, Map<String, String> fields) {
        return item("exchange", "asking for " + what, ground -> {
            String unknown = UUID.randomUUID().toString();
            refused(ground.send(Exports.request(ground, App.X, Exports.form(unknown, fields))));
            refused(ground.send(Exports.request(ground, App.X, Exports.form(unknown) + "&grant_type=x")));
        });
    }

    private static Answer refused(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(400, 405);
        assertThat(answer.body()).doesNotContain("\"access_token\":");
        return answer;
    }

    private static void foreign(Ground ground) {
        Answer foreign = refused(ground.send(Exports.request(ground, App.X, Exports.form(ground.alicesOfA))));
        Answer unknown = refused(ground.send(
                Exports.request(ground, App.X, Exports.form(UUID.randomUUID().toString()))));

        assertThat(foreign.body()).isEqualTo(unknown.body());
    }

    private static void anothersToken(Ground ground) {
        String bobs = ground.issuer.token("bob");
        ground.witness.secret(bobs);

        refused(ground.send(Exports.request(
                ground,
                App.J,
                Exports.form(bobs, Map.of("subject_token_type", "urn:ietf:params:oauth:token-type:jwt")))));
    }

    private static void anothersConnection(Ground ground) {
        for (String id : List.of(ground.bobsOfA, ground.alicesOfB)) {
            refused(ground.send(Exports.request(ground, App.J, Exports.form(id))));
        }
    }

    private static Stream<Item> users() {
        return Stream.of(
                item("user token", "for another user", OwnTokenItems::anotherUser),
                item("user token", "in the query", OwnTokenItems::inQuery),
                item("user token", "of a user in capitals", OwnTokenItems::capitals),
                header("whose key is a path", Map.of("kid", "../../../../dev/null")),
                header("whose key is at an address", Map.of("kid", "k", "jku", "http://169.254.169.254/")),
                header("that needs an extension", Map.of("crit", List.of("exp"))),
                header("of another kind", Map.of("typ", "logout+jwt")));
    }

    private static void anotherUser(Ground ground) {
        ground.call(App.J, "bob", Ground.CURRENT).isProblem(403);
        ground.api(App.J, "GET", LIST + "?user=bob", null).isProblem(403);
        ground.api(App.J, "POST", "/v1/connect-links", Journey.wish("bob")).isProblem(403);
        for (String id : List.of(ground.bobsOfA, ground.alicesOfA)) {
            ground.api(App.J, "GET", LIST + "/" + id, null).isProblem(404);
            ground.api(App.J, "DELETE", LIST + "/" + id, null).isProblem(404);
        }
    }

    private static void inQuery(Ground ground) {
        String token = ground.issuer.token("alice");
        ground.witness.secret(token);

        ground.send(ground.to(LIST + "?access_token=" + token)).isProblem(401);
        ground.send(ground.to(LIST).header("Cookie", "token=" + token)).isProblem(401);
    }

    private static void capitals(Ground ground) {
        String token = ground.issuer.token("ALICE");
        ground.send(ground.to(Ground.CURRENT).header("Authorization", "Bearer " + token))
                .isProblem(409);
    }

    private static Item header(String what, Map<String, Object> parameters) {
        return item("user token", what, ground -> {
            Map<String, Object> header = FIRST.header("RS256");
            header.putAll(parameters);
            String token = FIRST.sign(header, ground.issuer.claims("alice"), "RS256");
            ground.witness.secret(token);

            ground.send(ground.to(LIST).header("Authorization", "Bearer " + token))
                    .isProblem(401);
        });
    }
}

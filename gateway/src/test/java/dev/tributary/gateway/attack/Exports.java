package dev.tributary.gateway.attack;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Requests for tokens at {@code /oauth2/token}. */
final class Exports {

    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

    private Exports() {}

    /** Returns the form that asks for the token of a connection. */
    static String form(String connection) {
        return form(connection, Map.of());
    }

    /** Returns the same with other fields, or without those that are empty. */
    static String form(String connection, Map<String, String> others) {
        Map<String, String> fields = new TreeMap<>(Map.of(
                "grant_type",
                EXCHANGE,
                "subject_token",
                connection,
                "subject_token_type",
                "urn:tributary:token-type:connection",
                "resource",
                "wiki"));
        fields.putAll(others);
        return fields.entrySet().stream()
                .filter(field -> !field.getValue().isEmpty())
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Begins a request for a token. */
    static HttpRequest.Builder request(Ground ground, App app, String form) {
        return ground.to("/oauth2/token")
                .header("Authorization", ground.credential(app))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
    }

    /** Asks for a token that there will be, without writing down what is answered. */
    static Answer granted(Ground ground, App app, String form) {
        return ground.sendUnheard(request(ground, app, form).build()).is(200);
    }
}

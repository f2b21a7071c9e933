package dev.tributary.token;

import dev.tributary.deployment.ClientRegistration;
import dev.tributary.http.Body;
import dev.tributary.http.HttpCall;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A form that the client sends in its own name, its secret in the body (RFC 6749 section 2.3.1, client_secret_post). */
final class ClientForm {

    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json");

    private ClientForm() {}

    static HttpCall post(URI endpoint, ClientRegistration client, Map<String, String> fields, HttpCall.Limits limits) {
        Map<String, String> form = new LinkedHashMap<>(fields);
        form.put("client_id", client.clientId());
        form.put("client_secret", client.clientSecret().reveal());
        String encoded = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return new HttpCall("POST", endpoint, HEADERS, Body.of(encoded), limits);
    }
}

package dev.tributary.token;

import dev.tributary.deployment.Site;
import dev.tributary.http.Body;
import dev.tributary.http.HttpCall;
import dev.tributary.model.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** What the client asks in its own name, its secret in the body (RFC 6749 section 2.3.1, client_secret_post). */
final class ClientRequest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ClientRequest() {}

    /** Returns the request in the site's own encoding, with one of the registration's secrets. */
    static HttpCall post(URI endpoint, Site site, Secret secret, Map<String, String> fields, HttpCall.Limits limits) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("client_id", site.registration().clientId());
        all.put("client_secret", secret.reveal());
        boolean json = site.deployment().dialect().talk().json();
        Map<String, String> headers = Map.of(
                "Content-Type",
                json ? "application/json" : "application/x-www-form-urlencoded",
                "Accept",
                "application/json");
        return new HttpCall(
                "POST", endpoint, headers, Body.of(json ? JSON.writeValueAsString(all) : form(all)), limits);
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}

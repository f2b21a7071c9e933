package dev.tributary.token;

import dev.tributary.deployment.Site;
import dev.tributary.deployment.TokenTalk;
import dev.tributary.http.Body;
import dev.tributary.http.HttpCall;
import dev.tributary.model.Credential;
import dev.tributary.model.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** What the client asks in its own name, its secret where the server wants it (RFC 6749 section 2.3.1). */
final class ClientRequest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ClientRequest() {}

    /** Returns the request in the site's own encoding, with one of the registration's secrets. */
    static HttpCall post(URI endpoint, Site site, Secret secret, Map<String, String> fields, HttpCall.Limits limits) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        TokenTalk talk = site.deployment().dialect().talk();
        boolean json = talk.json();
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", json ? "application/json" : "application/x-www-form-urlencoded");
        headers.put("Accept", "application/json");
        String clientId = site.registration().clientId();
        switch (talk.proof()) {
            case BASIC -> headers.put("Authorization", basic(clientId, secret));
            case NONE -> all.put("client_id", clientId);
            case POST -> {
                all.put("client_id", clientId);
                all.put("client_secret", secret.reveal());
            }
        }
        return new HttpCall(
                "POST", endpoint, headers, Body.of(json ? JSON.writeValueAsString(all) : form(all)), limits);
    }

    /** Both are encoded as in a form before they are joined, so that a colon in the id does no harm. */
    private static String basic(String clientId, Secret secret) {
        return Credential.basic(encoded(clientId), Secret.of(encoded(secret.reveal())))
                .field()
                .reveal();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }
}

package dev.tributary.authorization;

import dev.tributary.deployment.Site;
import dev.tributary.model.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the authorization request (RFC 6749 section 4.1.1, RFC 7636 section 4.3). */
final class AuthorizeUri {

    private AuthorizeUri() {}

    static URI of(Site site, PendingFlow flow, Secret state) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("client_id", site.registration().clientId());
        parameters.put("redirect_uri", flow.redirectUri().toString());
        parameters.put("response_type", "code");
        parameters.put(
                "scope", String.join(" ", site.deployment().asked(flow.wish().scopes())));
        parameters.put("state", state.reveal());
        parameters.put("code_challenge", Randomness.challenge(flow.verifier()));
        parameters.put("code_challenge_method", "S256");
        URI endpoint = site.deployment().endpoints().authorize();
        String separator = endpoint.getRawQuery() == null ? "?" : "&";
        return URI.create(endpoint + separator + encode(parameters));
    }

    private static String encode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** A space as {@code %20}: Cloud's authorization server does not read {@code +}. */
    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

package dev.tributary.simulator.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.simulator.http.Json;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.oauth.Client;
import dev.tributary.simulator.oauth.Clients;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The parameters of a request to the token endpoint, as JSON or as a form, and its client's authentication. */
final class CloudTokenRequest {

    private final Map<String, List<String>> parameters;

    CloudTokenRequest(Request request) {
        this.parameters = new LinkedHashMap<>(
                request.contentType().equals("application/json")
                        ? json(request)
                        : request.form().asMap());
        Basic.of(request).filter(pair -> !parameters.containsKey("client_id")).ifPresent(this::addBasic);
    }

    Optional<String> optional(String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw CloudRefusal.invalidRequest("The parameter " + name + " is repeated.");
        }
        return values.stream().filter(value -> !value.isEmpty()).findFirst();
    }

    String required(String name) {
        return optional(name).orElseThrow(() -> CloudRefusal.invalidRequest("The parameter " + name + " is missing."));
    }

    /** The client, which always needs its secret. */
    Client authenticateClient(Clients clients) {
        String secret = optional("client_secret").orElse("");
        return optional("client_id")
                .flatMap(clients::find)
                .filter(client -> client.hasSecret(secret))
                .orElseThrow(CloudRefusal::wrongSecret);
    }

    private static Map<String, List<String>> json(Request request) {
        try {
            JsonNode body = Json.MAPPER.readTree(request.body());
            Map<String, List<String>> parameters = new LinkedHashMap<>();
            body.properties()
                    .forEach(entry -> parameters.put(
                            entry.getKey(), List.of(entry.getValue().asString(""))));
            return parameters;
        } catch (JacksonException malformed) {
            throw CloudRefusal.invalidRequest("The body is not JSON.");
        }
    }

    /** RFC 6749, section 2.3.1: name and password in the header, each encoded as in a form. */
    private void addBasic(Basic pair) {
        try {
            parameters.put("client_id", List.of(URLDecoder.decode(pair.name(), UTF_8)));
            parameters.put("client_secret", List.of(URLDecoder.decode(pair.password(), UTF_8)));
        } catch (IllegalArgumentException malformed) {
            throw CloudRefusal.wrongSecret();
        }
    }
}

package dev.tributary.gateway.observe;

import dev.tributary.deployment.Site;
import dev.tributary.http.Body;
import dev.tributary.http.HttpCall;
import dev.tributary.http.Transport;
import dev.tributary.model.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Asks, and judges nothing. The only one here that sees what a secret is. Blocking, for 20 s at most. */
final class Wire {

    private static final HttpCall.Limits LIMITS = new HttpCall.Limits(Duration.ofSeconds(20), 256 * 1024);
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Transport transport;
    private final Site site;

    Wire(Transport transport, Site site) {
        this.transport = transport;
        this.site = site;
    }

    /** Gets an address, with a token or without one. */
    Reply get(URI uri, @Nullable Secret bearer) {
        Map<String, String> headers = new LinkedHashMap<>(Map.of("Accept", JSON));
        if (bearer != null) {
            headers.put("Authorization", "Bearer " + bearer.reveal());
        }
        return send(new HttpCall("GET", uri, headers, Body.EMPTY, LIMITS)).join();
    }

    /** Asks the token endpoint as the library does. */
    Reply token(Map<String, Secret> fields) {
        return token(fields, site.registration().clientSecret(), isJson());
    }

    /** Asks the token endpoint with that client secret, or with none. */
    Reply token(Map<String, Secret> fields, @Nullable Secret clientSecret, boolean json) {
        return later(fields, clientSecret, json).join();
    }

    /** Asks the token endpoint with a form, whatever the library would send. */
    Reply form(Map<String, Secret> fields) {
        return token(fields, site.registration().clientSecret(), false);
    }

    /** As {@link #token(Map)}, and waits for no answer. */
    CompletableFuture<Reply> tokenLater(Map<String, Secret> fields) {
        return later(fields, site.registration().clientSecret(), isJson());
    }

    /** Revokes a token (RFC 7009). */
    Reply revoke(URI endpoint, Secret token) {
        return post(endpoint, Map.of("token", token), site.registration().clientSecret(), false)
                .join();
    }

    boolean isJson() {
        return site.deployment().dialect().talk().json();
    }

    private CompletableFuture<Reply> later(Map<String, Secret> fields, @Nullable Secret clientSecret, boolean json) {
        return post(site.deployment().endpoints().token(), fields, clientSecret, json);
    }

    private CompletableFuture<Reply> post(
            URI endpoint, Map<String, Secret> fields, @Nullable Secret clientSecret, boolean json) {
        Map<String, String> all = new LinkedHashMap<>();
        fields.forEach((name, value) -> all.put(name, value.reveal()));
        all.put("client_id", site.registration().clientId());
        if (clientSecret != null) {
            all.put("client_secret", clientSecret.reveal());
        }
        Map<String, String> headers = Map.of("Content-Type", json ? JSON : FORM, "Accept", JSON);
        String body = json ? JsonMapper.shared().writeValueAsString(all) : encoded(all);
        return send(new HttpCall("POST", endpoint, headers, Body.of(body), LIMITS));
    }

    /** A server that does not answer is a fact too. */
    private CompletableFuture<Reply> send(HttpCall call) {
        return transport.send(call).thenApply(Reply::new).exceptionally(failure -> {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (cause instanceof Error error) {
                throw error;
            }
            return Reply.NONE;
        });
    }

    /** Returns an address with parameters, spaces as {@code %20}. */
    static URI with(URI endpoint, Map<String, String> parameters) {
        return URI.create(endpoint
                + (endpoint.getRawQuery() == null ? "?" : "&")
                + encoded(parameters).replace("+", "%20"));
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}

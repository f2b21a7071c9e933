package dev.tributary.gateway.api;

import dev.tributary.gateway.config.AppConfig;
import dev.tributary.gateway.config.Right;
import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Endpoint;
import dev.tributary.gateway.http.Fields;
import dev.tributary.gateway.http.Incoming;
import dev.tributary.gateway.http.Refused;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The token endpoint (RFC 8693), which hands out nothing in this version. It answers in the words of RFC 6749 section 5.2, as
 * its callers expect.
 */
final class TokenApi {

    private final Apps apps;

    TokenApi(Apps apps) {
        this.apps = apps;
    }

    Endpoint open(HttpServerRequest head) {
        return apps.authenticate(head)
                .<Endpoint>map(app -> request -> exchange(app, request))
                .orElse(request -> error(401, "invalid_client", "Send an app key as Bearer.")
                        .with("WWW-Authenticate", "Bearer"));
    }

    private static Answer exchange(AppConfig app, Incoming request) {
        if (!app.may(Right.EXPORT)) {
            return error(400, "unauthorized_client", "The app key lacks the right 'export'.");
        }
        return hasGrantType(request)
                ? error(400, "unsupported_grant_type", "This version of the gateway offers no token exchange.")
                : error(400, "invalid_request", "Send a form with one grant_type.");
    }

    private static boolean hasGrantType(Incoming request) {
        try {
            return Fields.read(request.body().toString(StandardCharsets.UTF_8)).containsKey("grant_type");
        } catch (Refused notAForm) {
            return false;
        }
    }

    private static Answer error(int status, String error, String description) {
        return Answer.json(status, Map.of("error", error, "error_description", description));
    }
}

package dev.tributary.gateway.api;

import dev.tributary.token.AccessToken;
import java.util.Map;

/** An access token on its way out of the gateway: the one place where an application gets to see one. */
final class ExportedToken {

    private ExportedToken() {}

    static Map<String, Object> members(AccessToken token) {
        return Map.of("access_token", token.value().reveal(), "token_type", "Bearer");
    }
}

package dev.tributary.gateway.proxy;

import io.vertx.core.http.HttpMethod;
import java.util.Set;

/** What the gateway knows about methods. */
final class Methods {

    static final String ALLOWED = "GET, HEAD, POST, PUT, PATCH, DELETE";

    private static final Set<String> PROXIED = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private Methods() {}

    static boolean isProxied(HttpMethod method) {
        return PROXIED.contains(method.name());
    }

    static boolean isSafe(HttpMethod method) {
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    static boolean expectsBody(HttpMethod method) {
        return method.equals(HttpMethod.POST) || method.equals(HttpMethod.PUT) || method.equals(HttpMethod.PATCH);
    }
}

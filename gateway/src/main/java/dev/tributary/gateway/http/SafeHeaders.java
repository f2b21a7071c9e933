package dev.tributary.gateway.http;

import io.vertx.core.MultiMap;
import java.util.Map;

/** What every answer of the gateway's own carries, unless it says otherwise: it is not kept, framed, sniffed or referred to. */
final class SafeHeaders {

    private static final Map<String, String> FIELDS = Map.of(
            "Cache-Control", "no-store",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff");

    private SafeHeaders() {}

    static void complete(MultiMap headers) {
        FIELDS.forEach((name, value) -> {
            if (!headers.contains(name)) {
                headers.set(name, value);
            }
        });
    }
}

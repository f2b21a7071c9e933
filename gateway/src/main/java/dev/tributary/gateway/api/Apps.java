package dev.tributary.gateway.api;

import dev.tributary.gateway.config.AppConfig;
import dev.tributary.gateway.config.AppKey;
import dev.tributary.gateway.config.Right;
import dev.tributary.gateway.http.Refused;
import io.vertx.core.http.HttpServerRequest;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Knows the applications by their keys. A key counts in {@code Authorization: Bearer} only; one that comes in any other way
 * is refused and reported, because by then others may have written it down.
 *
 * <p>Thread-safe and never blocking.
 */
public final class Apps {

    private static final String BEARER = "bearer ";

    private final Map<AppKey, AppConfig> byKey = new HashMap<>();

    /** Takes the applications. */
    public Apps(Collection<AppConfig> apps) {
        apps.forEach(app -> app.keys().forEach(key -> byKey.put(key, app)));
    }

    /** Returns the application whose key the request carries; nothing for an unknown, missing or misplaced one. */
    public Optional<AppConfig> authenticate(HttpServerRequest request) {
        String shown = bearer(request.getHeader("Authorization"));
        Optional<AppConfig> app = withKey(shown).filter(known -> !isElsewhere(request, shown));
        if (app.isEmpty()) {
            MisplacedKeys.report(request, this::withKey);
        }
        return app;
    }

    /** Returns the application that asks. Throws {@link Refused} where there is none, or where it lacks the right. */
    AppConfig require(HttpServerRequest request, Right right) {
        AppConfig app = require(request);
        check(app, right);
        return app;
    }

    AppConfig require(HttpServerRequest request) {
        return authenticate(request).orElseThrow(Refused::unauthenticated);
    }

    static void check(AppConfig app, Right right) {
        if (!app.may(right)) {
            throw Refused.rightMissing(right.label());
        }
    }

    private static String bearer(String field) {
        boolean bearer = field != null && field.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return bearer ? field.substring(BEARER.length()).strip() : "";
    }

    private Optional<AppConfig> withKey(String shown) {
        try {
            return Optional.ofNullable(byKey.get(AppKey.of(shown)));
        } catch (IllegalArgumentException noKey) {
            return Optional.empty();
        }
    }

    private static boolean isElsewhere(HttpServerRequest request, String key) {
        return request.uri().contains(key)
                || request.headers().getAll("Cookie").stream().anyMatch(cookie -> cookie.contains(key));
    }
}

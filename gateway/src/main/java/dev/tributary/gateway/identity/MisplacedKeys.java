package dev.tributary.gateway.identity;

import dev.tributary.gateway.audit.Acting;
import dev.tributary.gateway.audit.Audit;
import dev.tributary.gateway.config.AppConfig;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds app keys where they do not belong, so that their operator learns that they have to be replaced. */
final class MisplacedKeys {

    private static final int MOST_LOOKED_AT = 32;
    private static final String BASIC = "basic ";

    private final Audit audit;

    MisplacedKeys(Audit audit) {
        this.audit = audit;
    }

    void report(HttpServerRequest request, Acting by, Function<String, Optional<AppConfig>> withKey) {
        report("query", by, query(request.uri()), withKey);
        report("cookie", by, cookies(request.headers().getAll("Cookie")), withKey);
        report("Basic authentication", by, basic(request.getHeader("Authorization")), withKey);
    }

    private void report(String where, Acting by, Stream<String> shown, Function<String, Optional<AppConfig>> withKey) {
        shown.limit(MOST_LOOKED_AT)
                .flatMap(value -> withKey.apply(value).stream())
                .map(AppConfig::id)
                .distinct()
                .forEach(app -> audit.event("key.misplaced")
                        .by(by)
                        .with("app", app)
                        .with("where", where)
                        .with("remedy", "Replace the key, and send it as Bearer.")
                        .logSeldom("app", "where"));
    }

    private static Stream<String> query(String target) {
        int question = target.indexOf('?');
        return question < 0
                ? Stream.empty()
                : values(target.substring(question + 1), "&").map(MisplacedKeys::decoded);
    }

    private static Stream<String> cookies(List<String> fields) {
        return fields.stream().flatMap(field -> values(field, ";"));
    }

    private static Stream<String> basic(String field) {
        if (field == null || !field.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Stream.empty();
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(field.substring(BASIC.length()).strip());
            return Arrays.stream(new String(decoded, StandardCharsets.ISO_8859_1).split(":", 2));
        } catch (IllegalArgumentException notBase64) {
            return Stream.empty();
        }
    }

    private static Stream<String> values(String pairs, String separator) {
        return Arrays.stream(pairs.split(separator, -1))
                .map(pair -> pair.substring(pair.indexOf('=') + 1).strip());
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return value;
        }
    }
}

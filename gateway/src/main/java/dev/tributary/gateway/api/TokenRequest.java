package dev.tributary.gateway.api;

import dev.tributary.gateway.http.Fields;
import dev.tributary.gateway.http.Incoming;
import dev.tributary.gateway.http.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the token endpoint (RFC 8693 section 2.1). A field without a value counts as absent, and one that is not
 * known is ignored, as RFC 6749 section 3.2 has it. Reading it is a pure function.
 *
 * @param subject the id of a connection, or the token of a user
 * @param isUsers whether it is the token of a user
 * @param site the site; absent where the connection says it
 * @param scopes the scopes that are asked for; absent for those that were granted
 * @param minValidity how long the token should live at least
 */
record TokenRequest(
        String subject,
        boolean isUsers,
        @Nullable String site,
        @Nullable Set<String> scopes,
        Duration minValidity) {

    /** The type of a subject token that is the id of a connection. */
    static final String CONNECTION = "urn:tributary:token-type:connection";

    /** The type of a subject token that is a user's. */
    static final String JWT = "urn:ietf:params:oauth:token-type:jwt";

    /** The type of what is handed out. */
    static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
    private static final Set<String> NOT_OFFERED =
            Set.of("audience", "actor_token", "actor_token_type", "client_secret", "client_assertion");

    /** Reads it. Throws {@link OAuthError}. */
    static TokenRequest read(Incoming request) {
        Map<String, String> fields = fields(request);
        String grant = required(fields, "grant_type");
        if (!grant.equals(EXCHANGE)) {
            throw new OAuthError("unsupported_grant_type", "The only grant_type is " + EXCHANGE + ".");
        }
        fields.keySet().stream()
                .filter(NOT_OFFERED::contains)
                .sorted()
                .findFirst()
                .ifPresent(field -> {
                    throw invalid("The field '" + field + "' is not offered. Leave it out.");
                });
        if (!fields.getOrDefault("requested_token_type", ACCESS_TOKEN).equals(ACCESS_TOKEN)) {
            throw invalid("The only requested_token_type is " + ACCESS_TOKEN + ".");
        }
        return new TokenRequest(
                required(fields, "subject_token"),
                isUsers(required(fields, "subject_token_type")),
                fields.get("resource"),
                Optional.ofNullable(fields.get("scope"))
                        .map(TokenRequest::scopes)
                        .orElse(null),
                minValidity(fields.getOrDefault("min_validity", "0")));
    }

    private static Map<String, String> fields(Incoming request) {
        String type = Optional.ofNullable(request.headers().get("Content-Type")).orElse("");
        if (!type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(FORM)) {
            throw invalid("Send a form: Content-Type " + FORM + ".");
        }
        if (!request.query().isEmpty()) {
            throw invalid("Send everything in the form, and nothing in the query, which others write down.");
        }
        try {
            Map<String, String> fields =
                    new HashMap<>(Fields.read(request.body().toString(StandardCharsets.UTF_8)));
            fields.values().removeIf(String::isEmpty);
            return fields;
        } catch (Refused malformed) {
            throw invalid(malformed.problem().detail());
        }
    }

    private static String required(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name)).orElseThrow(() -> invalid("The field '" + name + "' is missing."));
    }

    private static boolean isUsers(String type) {
        return switch (type) {
            case JWT -> true;
            case CONNECTION -> false;
            default ->
                throw invalid("The subject_token_type must be " + CONNECTION + ", for the id of a connection, or " + JWT
                        + ", for the token of a user.");
        };
    }

    private static Set<String> scopes(String scope) {
        return new TreeSet<>(Arrays.asList(scope.strip().split(" +")));
    }

    private static Duration minValidity(String seconds) {
        if (!SECONDS.matcher(seconds).matches()) {
            throw invalid("The field 'min_validity' must be a number of seconds.");
        }
        return Duration.ofSeconds(Long.parseLong(seconds));
    }

    static OAuthError invalid(String description) {
        return new OAuthError("invalid_request", description);
    }
}

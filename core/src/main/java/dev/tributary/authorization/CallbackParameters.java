package dev.tributary.authorization;

import dev.tributary.model.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a well-formed callback (RFC 6749 sections 4.1.2 and 4.1.2.1, RFC 9207).
 *
 * @param state what leads to the flow
 * @param code the code; absent with an error
 * @param error the error; absent with a code
 * @param issuer which server says that it answers, if it does
 */
record CallbackParameters(
        Secret state,
        @Nullable Secret code,
        @Nullable String error,
        @Nullable String issuer) {

    private static final Pattern STATE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern VISIBLE = Pattern.compile("[ -~]{1,4096}");
    private static final Pattern ERROR = Pattern.compile("[ -~&&[^\"\\\\]]{1,255}");

    /** Returns the parameters of a raw query; empty if no server of good will would send it. */
    static Optional<CallbackParameters> read(Secret query) {
        return StrictQuery.read(query.reveal())
                .filter(CallbackParameters::isWellFormed)
                .map(CallbackParameters::of);
    }

    private static boolean isWellFormed(Map<String, String> given) {
        boolean oneOutcome = given.containsKey("code") != given.containsKey("error");
        return oneOutcome
                && given.containsKey("state")
                && fits(given, "state", STATE)
                && fits(given, "code", VISIBLE)
                && fits(given, "error", ERROR)
                && fits(given, "iss", VISIBLE);
    }

    private static boolean fits(Map<String, String> given, String name, Pattern form) {
        String value = given.get(name);
        return value == null || form.matcher(value).matches();
    }

    private static CallbackParameters of(Map<String, String> given) {
        String code = given.get("code");
        return new CallbackParameters(
                Secret.of(given.getOrDefault("state", "")),
                code == null ? null : Secret.of(code),
                given.get("error"),
                given.get("iss"));
    }
}

package dev.tributary.simulator.oauth;

import dev.tributary.simulator.environment.Scope;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A well-formed authorization request that waits for its user's consent.
 *
 * @param client who asks
 * @param redirectUri where the answer goes
 * @param scope what is asked for
 * @param state the client's value, or null
 * @param challenge the PKCE challenge, or null
 */
public record Authorization(
        Client client,
        String redirectUri,
        Scope scope,
        @Nullable String state,
        @Nullable Challenge challenge) {

    /** Returns the redirect URI with that parameter and the state. */
    public String answer(String name, String value) {
        return answer(redirectUri, state, name, value);
    }

    /** Returns the redirect URI with that parameter and the state, unless it is null. */
    public static String answer(String redirectUri, @Nullable String state, String name, String value) {
        String separator = redirectUri.contains("?") ? "&" : "?";
        String answer = redirectUri + separator + name + "=" + encoded(value);
        return state == null ? answer : answer + "&state=" + encoded(state);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}

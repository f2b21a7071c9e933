package dev.tributary.token;

import dev.tributary.model.Connection;
import dev.tributary.model.Credential;
import dev.tributary.model.Secret;
import java.util.regex.Pattern;

/**
 * An access token, with the connection as it stood when the token was handed out: its account is who must be served, its
 * generation is what a rejection refers to.
 *
 * @param connection the connection
 * @param value the token, or name and password as Basic encodes them; {@link #credential()} is what to send
 */
public record AccessToken(Connection connection, Secret value) {

    private static final Pattern BEARER = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    /** Returns what a call shows with it. */
    public Credential credential() {
        return new Credential(connection.kind().scheme(), value);
    }

    /** Says whether a text can be a bearer token (RFC 6750 section 2.1): anything else could forge a header. */
    public static boolean isBearer(String text) {
        return BEARER.matcher(text).matches();
    }
}

package dev.tributary.gateway.console;

import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Kind;
import dev.tributary.model.Connection.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A connection as pages show it. Nothing here is a secret; all of it may be hostile text.
 *
 * @param id its name
 * @param app the application
 * @param user its user
 * @param site the site
 * @param account who that is in Confluence
 * @param kind how it is authorized
 * @param status whether it can be used
 * @param tone how that looks
 * @param renewed when its token pair was received
 * @param ends when its user has to connect again, where that is known
 */
record ConnectionRow(
        String id,
        String app,
        String user,
        String site,
        String account,
        String kind,
        String status,
        String tone,
        Moment renewed,
        Moment ends) {

    static ConnectionRow of(Connection connection) {
        return new ConnectionRow(
                connection.id().value(),
                connection.owner().app(),
                connection.owner().user(),
                connection.site(),
                connection.account().displayName(),
                kind(connection.kind()),
                status(connection),
                tone(connection),
                Moment.of(connection.dates().renewedAt()),
                Moment.of(connection.dates().endsAt()));
    }

    static String kind(Kind kind) {
        return switch (kind) {
            case OAUTH -> "Consent";
            case PERSONAL_ACCESS_TOKEN -> "Personal access token";
            case SERVICE_ACCOUNT -> "Service account";
            case API_TOKEN -> "API token";
            case PASSWORD -> "Password";
        };
    }

    static String status(Connection connection) {
        return switch (connection.state().status()) {
            case ACTIVE -> "Active";
            case RECONNECT_REQUIRED -> "Reconnect required";
            case DISCONNECTED -> "Disconnected";
        };
    }

    static String reason(@Nullable Reason reason) {
        if (reason == null) {
            return "";
        }
        return switch (reason) {
            case GRANT_ENDED -> "Confluence refused the refresh token: it expired, or was revoked there.";
            case TOKEN_REVOKED -> "Confluence refuses the token or password, or it has expired.";
            case CAPTCHA_DUE -> "Confluence demands that the user solves a CAPTCHA there with a browser.";
            case SERVED_AS_ANOTHER -> "Confluence served another user than the connection's account.";
            case SITE_LOST -> "The account no longer opens the site of Confluence Cloud that was chosen.";
        };
    }

    private static String tone(Connection connection) {
        return switch (connection.state().status()) {
            case ACTIVE -> "good";
            case RECONNECT_REQUIRED -> "bad";
            case DISCONNECTED -> "off";
        };
    }
}

package dev.tributary.gateway.api;

import dev.tributary.authorization.Disconnected;
import dev.tributary.authorization.Disconnected.Revocation;
import dev.tributary.model.Account;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Kind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How connections look to applications. Nothing here is a secret. Pure functions. */
final class ConnectionView {

    private ConnectionView() {}

    static Map<String, Object> of(Connection connection) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", connection.id().value());
        view.put("user", connection.owner().user());
        view.put("site", connection.site());
        view.put("kind", connection.kind());
        view.put("status", connection.state().status());
        if (connection.state().reason() != null) {
            view.put("reason", connection.state().reason());
        }
        view.put("account", of(connection.account()));
        view.put("home", connection.home().toString());
        view.put("scopes", connection.scopes());
        view.put("generation", connection.state().generation());
        putTime(view, "connectedAt", connection.dates().connectedAt());
        putTime(view, "renewedAt", connection.dates().renewedAt());
        putTime(view, "expiresAt", connection.dates().expiresAt());
        putTime(view, "grantEndsAt", connection.dates().grantEndsAt());
        putTime(view, "endsAt", connection.dates().endsAt());
        return view;
    }

    /** As it looks to whoever just made it, and has to know that it may do less than was asked for. */
    static Map<String, Object> of(Connection connection, List<String> missing) {
        Map<String, Object> view = of(connection);
        view.put("missingScopes", missing);
        return view;
    }

    static Map<String, Object> of(Account account) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", account.id());
        view.put("username", account.username());
        view.put("displayName", account.displayName());
        return view;
    }

    static Map<String, Object> of(Connection connection, Disconnected ended) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", connection.id().value());
        view.put("status", Connection.Status.DISCONNECTED);
        view.put("revocation", ended.revocation());
        view.put("detail", detail(connection, ended.revocation()));
        view.put("authorizationsPage", ended.authorizationsPage().toString());
        return view;
    }

    private static String detail(Connection connection, Revocation revocation) {
        String byHand = " The user can end it on the page named under authorizationsPage.";
        return "The tokens are erased here. "
                + switch (revocation) {
                    case REVOKED -> "Confluence has revoked the grant.";
                    case NOT_SUPPORTED ->
                        "This Confluence cannot revoke a grant on request: it lives on until the user ends it on the page named"
                                + " under authorizationsPage.";
                    case FAILED -> "Confluence did not confirm that the grant is revoked." + byHand;
                    case STILL_USED ->
                        "The grant lives on, because other connections of the same user use it." + byHand;
                    case NOTHING_TO_REVOKE -> whose(connection.kind());
                };
    }

    private static String whose(Kind kind) {
        return switch (kind) {
            case OAUTH -> "There was no grant left to revoke.";
            case PERSONAL_ACCESS_TOKEN -> "The personal access token is its user's, who can revoke it in Confluence.";
            case API_TOKEN -> "The API token is its user's, who can revoke it in the Atlassian account.";
            case PASSWORD -> "The password is its user's, and stays what it is.";
            case SERVICE_ACCOUNT -> "There is no user's grant behind it, and the last access token ends by itself.";
        };
    }

    /** To the millisecond, as stores keep it. */
    private static void putTime(Map<String, Object> view, String name, @Nullable Instant time) {
        if (time != null) {
            view.put(name, time.truncatedTo(ChronoUnit.MILLIS).toString());
        }
    }
}

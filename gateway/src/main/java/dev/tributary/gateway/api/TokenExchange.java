package dev.tributary.gateway.api;

import dev.tributary.authorization.Connections;
import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.Sites;
import dev.tributary.gateway.audit.Audit;
import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Problems;
import dev.tributary.gateway.http.Refused;
import dev.tributary.gateway.identity.Apps;
import dev.tributary.gateway.identity.Identity;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Kind;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.GrantEnded;
import dev.tributary.model.NotConnected;
import dev.tributary.model.Owner;
import dev.tributary.token.AccessToken;
import dev.tributary.token.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/**
 * Hands out access tokens of connections, and never a refresh token. Confluence's tokens cannot be narrowed, so one that is
 * asked for with less than was granted is refused rather than handed out with more. Blocking and thread-safe.
 */
final class TokenExchange {

    /** A caller who wants it very fresh may have a connection renewed this often. */
    private static final Duration BETWEEN_RENEWALS = Duration.ofMinutes(1);

    private final Apps apps;
    private final Sites sites;
    private final Connections connections;
    private final Tokens tokens;
    private final Audit audit;
    private final Clock clock;

    TokenExchange(Apps apps, ApiServices services) {
        this.apps = apps;
        this.sites = services.sites();
        this.connections = services.connections();
        this.tokens = services.tokens();
        this.audit = services.audit();
        this.clock = services.clock();
    }

    /** Exchanges what was shown for an access token. Throws {@link OAuthError}, and the library's failures. */
    Answer exchange(Identity asking, TokenRequest request) {
        Connection connection = request.isUsers() ? ofUser(asking, request) : ofId(asking, request);
        if (connection.kind() != Kind.OAUTH) {
            throw new OAuthError(
                    "invalid_target",
                    "The connection has no token that may be handed out: it was not made by the user's consent.");
        }
        checkHome(connection);
        checkScopes(connection, request);
        try {
            AccessToken token = token(connection, request.minValidity());
            checkHome(token.connection());
            return handedOut(asking, token);
        } catch (NotConnected | GrantEnded e) {
            throw notConnected();
        }
    }

    private Connection ofId(Identity asking, TokenRequest request) {
        if (asking.lacksUser()) {
            throw TokenRequest.invalid("The app has to send the user's token as subject_token.");
        }
        Connection connection = id(request.subject())
                .flatMap(connections::find)
                .filter(found -> found.owner().app().equals(asking.app().id())
                        && asking.mayActFor(found.owner().user()))
                .orElseThrow(() -> TokenRequest.invalid("The subject_token is no connection of this app."));
        boolean there = asking.app().mayUse(connection.site())
                && (request.site() == null || request.site().equals(connection.site()));
        if (!there) {
            throw wrongSite();
        }
        return connection;
    }

    private Connection ofUser(Identity asking, TokenRequest request) {
        Identity user = user(request.subject());
        String name = user.user().orElseThrow();
        if (!user.app().id().equals(asking.app().id()) || !asking.mayActFor(name)) {
            throw TokenRequest.invalid("The subject_token is none of a user for whom the app asks here.");
        }
        if (request.site() == null) {
            throw TokenRequest.invalid("The field 'resource' is missing. It must be the site.");
        }
        if (!asking.app().mayUse(request.site())) {
            throw wrongSite();
        }
        return connections
                .find(new Owner(asking.app().id(), name), request.site())
                .orElseThrow(TokenExchange::notConnected);
    }

    private Identity user(String token) {
        try {
            return joined(apps.user(token));
        } catch (Refused refused) {
            if (refused.problem().status() == 401) {
                throw TokenRequest.invalid("The subject_token is no valid token of the app's issuer.");
            }
            throw refused;
        }
    }

    /** Memory keeps tokens of sites that were taken out or have moved since, and may do so: nobody is handed them. */
    private void checkHome(Connection connection) {
        if (sites.home(connection).isEmpty()) {
            throw notConnected();
        }
    }

    private static void checkScopes(Connection connection, TokenRequest request) {
        Set<String> asked = request.scopes();
        if (asked != null && !asked.equals(scopes(connection))) {
            throw new OAuthError(
                    "invalid_scope",
                    "A token of Confluence cannot be narrowed. Leave scope out, or send exactly what was granted: "
                            + String.join(" ", scopes(connection)) + ".");
        }
    }

    /** What goes with an access token by itself. */
    private static Set<String> scopes(Connection connection) {
        return connection.scopes().stream()
                .filter(scope -> !scope.equals(Cloud.OFFLINE_ACCESS))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private AccessToken token(Connection connection, Duration minValidity) {
        checkValidity(connection.dates(), minValidity);
        AccessToken token = joined(tokens.accessToken(connection.id(), Duration.ZERO));
        Connection.Dates dates = token.connection().dates();
        Instant now = clock.instant();
        Instant end = dates.expiresAt();
        boolean longEnough = end == null || !now.plus(minValidity).isAfter(end);
        boolean justRenewed = now.isBefore(dates.renewedAt().plus(BETWEEN_RENEWALS));
        return longEnough || justRenewed ? token : joined(tokens.accessToken(connection.id(), minValidity));
    }

    /** No token is as fresh as that for long, so that each request would renew. */
    private static void checkValidity(Connection.Dates dates, Duration minValidity) {
        Instant end = dates.expiresAt();
        Duration half = end == null
                ? minValidity
                : Duration.between(dates.renewedAt(), end).dividedBy(2);
        if (minValidity.compareTo(half) > 0) {
            throw TokenRequest.invalid("The field 'min_validity' must be at most half of a token's life, which is "
                    + half.toSeconds() + " s here.");
        }
    }

    private Answer handedOut(Identity asking, AccessToken token) {
        Connection connection = token.connection();
        Map<String, Object> answer = new LinkedHashMap<>(ExportedToken.members(token));
        answer.put("issued_token_type", TokenRequest.ACCESS_TOKEN);
        Instant end = connection.dates().expiresAt();
        if (end != null) {
            answer.put(
                    "expires_in",
                    Math.max(0, Duration.between(clock.instant(), end).toSeconds()));
        }
        if (!connection.scopes().isEmpty()) {
            answer.put("scope", String.join(" ", scopes(connection)));
        }
        audit.event("token.exported")
                .owner(connection.owner())
                .with("site", connection.site())
                .with("connection", connection.id())
                .with("by", by(asking))
                .with("until", end == null ? "" : end)
                .write();
        return Answer.json(200, answer);
    }

    /** Returns who asked, as the audit names them. */
    static String by(Identity asking) {
        Identity.Subject subject = asking.subject();
        return subject == null ? "key" : subject.user() + " of " + subject.issuer();
    }

    private static OAuthError wrongSite() {
        return new OAuthError("invalid_target", "There is no such site for this app, or the connection is at another.");
    }

    private static OAuthError notConnected() {
        return new OAuthError(
                "invalid_grant",
                "The user is not connected to this site any more, or not yet. Send the" + " user to connect.");
    }

    private static Optional<ConnectionId> id(String text) {
        try {
            return Optional.of(new ConnectionId(text));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            Throwable cause = Problems.unwrapped(e);
            throw cause instanceof RuntimeException known ? known : e;
        }
    }
}

package dev.tributary.simulator.cloud;

import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.http.Parameters;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.oauth.Authorization;
import dev.tributary.simulator.oauth.Challenge;
import dev.tributary.simulator.oauth.Client;
import dev.tributary.simulator.oauth.Clients;
import dev.tributary.simulator.oauth.PendingConsents;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /authorize}: on to consent when all is well; Atlassian's own error page, and never the client, when the client, the redirect URI,
 * the audience or a scope is not as registered.
 */
final class CloudAuthorize {

    private static final String AUDIENCE = "api.atlassian.com";

    private final Environment environment;
    private final Clients clients;
    private final PendingConsents<CloudAuthorization> pending;
    private final CloudErrorPage errors;

    CloudAuthorize(Environment environment, Clients clients, PendingConsents<CloudAuthorization> pending) {
        this.environment = environment;
        this.clients = clients;
        this.pending = pending;
        this.errors = new CloudErrorPage(environment);
    }

    Response authorize(Request request) {
        Parameters query = query(request);
        Optional<Client> client = single(query, "client_id").flatMap(clients::find);
        if (client.isEmpty()) {
            return errors.show(CloudErrorPage.Cause.CLIENT);
        }
        String redirectUri = single(query, "redirect_uri").orElse("");
        if (!client.get().redirectUris().contains(redirectUri)) {
            return errors.show(CloudErrorPage.Cause.REDIRECT_URI);
        }
        if (!single(query, "audience").orElse("").equals(AUDIENCE)) {
            return errors.show(CloudErrorPage.Cause.AUDIENCE);
        }
        Set<String> scopes = scopes(query);
        return scopes.isEmpty() || !enabled(client.get()).containsAll(scopes)
                ? errors.show(CloudErrorPage.Cause.SCOPE)
                : judged(
                        new CloudAuthorization(
                                client.get(),
                                redirectUri,
                                scopes,
                                single(query, "state").orElse(null),
                                challenge(query)),
                        query);
    }

    private Response judged(CloudAuthorization asked, Parameters query) {
        String responseType = single(query, "response_type").orElse("");
        if (!responseType.equals("code") || !hasSoundChallenge(query)) {
            String error = responseType.isEmpty() || responseType.equals("code")
                    ? "invalid_request"
                    : "unsupported_response_type";
            return Response.seeOther(Authorization.answer(asked.redirectUri(), asked.state(), "error", error));
        }
        return Response.seeOther(environment.contextPath() + CloudConsent.PATH + "?request=" + pending.keep(asked));
    }

    /** A plus sign is not a space here, unless switched: clients have to write %20. */
    private Parameters query(Request request) {
        boolean literal = environment.switches().is(Switch.PLUS_IN_QUERY, "literal");
        return Parameters.parse(literal ? request.rawQuery().replace("+", "%2B") : request.rawQuery());
    }

    private static Set<String> scopes(Parameters query) {
        return Arrays.stream(single(query, "scope").orElse("").split(" ", -1))
                .filter(scope -> !scope.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What the app may ask for: what its owner enabled, and {@code offline_access} in any case. */
    static Set<String> enabled(Client client) {
        return client.enabled().isEmpty()
                ? ScopeCatalog.all()
                : Stream.concat(client.enabled().stream(), Stream.of(ScopeCatalog.OFFLINE))
                        .collect(Collectors.toSet());
    }

    private static boolean hasSoundChallenge(Parameters query) {
        return !query.has("code_challenge_method")
                || (query.has("code_challenge")
                        && Challenge.knows(query.first("code_challenge_method").orElse("")));
    }

    private static @Nullable Challenge challenge(Parameters query) {
        return query.first("code_challenge")
                .map(value -> new Challenge(query.first("code_challenge_method").orElse("plain"), value))
                .orElse(null);
    }

    private static Optional<String> single(Parameters query, String name) {
        return query.all(name).size() > 1 ? Optional.empty() : query.first(name);
    }
}

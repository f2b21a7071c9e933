package dev.tributary.simulator.oauth;

import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.environment.Scope;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.http.Parameters;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /rest/oauth2/latest/authorize}: always a 303. To consent when all is well; to Confluence's own error page when the client or
 * the redirect URI cannot be trusted; else back to the client with an error.
 */
final class AuthorizeEndpoint {

    private static final List<String> ONCE =
            List.of("response_type", "scope", "state", "code_challenge", "code_challenge_method");

    private final Environment environment;
    private final Clients clients;
    private final PendingConsents<Authorization> pending;
    private final RedirectRule redirects;

    AuthorizeEndpoint(Environment environment, Clients clients, PendingConsents<Authorization> pending) {
        this.environment = environment;
        this.clients = clients;
        this.pending = pending;
        this.redirects = new RedirectRule(environment.switches());
    }

    Response authorize(Request request) {
        Parameters query = request.query();
        if (!BaseUrlRule.allows(environment)) {
            return errorPage("base-url");
        }
        Optional<Client> client = single(query, "client_id").flatMap(clients::find);
        if (client.isEmpty()) {
            return errorPage("client");
        }
        String redirectUri = single(query, "redirect_uri").orElse("");
        if (!redirects.allows(client.get(), redirectUri)) {
            return errorPage("redirect-uri", redirectUri);
        }
        return judged(client.get(), redirectUri, query);
    }

    private Response judged(Client client, String redirectUri, Parameters query) {
        String state = query.first("state").orElse(null);
        String error = error(client, query);
        if (error != null) {
            return Response.seeOther(Authorization.answer(redirectUri, state, "error", error));
        }
        Authorization authorization =
                new Authorization(client, redirectUri, scope(query).orElseThrow(), state, challenge(query));
        return to("/plugins/servlet/oauth2/consent?request=" + pending.keep(authorization));
    }

    private @Nullable String error(Client client, Parameters query) {
        String responseType = query.first("response_type").orElse("");
        if (responseType.isEmpty() || isRepeated(query) || !hasSoundChallenge(query)) {
            return "invalid_request";
        }
        if (!responseType.equals("code")) {
            return "unsupported_response_type";
        }
        return scope(query).filter(client.ceiling()::includes).isPresent() ? null : "invalid_scope";
    }

    /** RFC 6749 section 3.1; what the request means nothing by may come as often as it likes. */
    private static boolean isRepeated(Parameters query) {
        return ONCE.stream().anyMatch(name -> query.all(name).size() > 1);
    }

    private static boolean hasSoundChallenge(Parameters query) {
        return !query.has("code_challenge_method")
                || (query.has("code_challenge")
                        && Challenge.knows(query.first("code_challenge_method").orElse("")));
    }

    /** Of two clients or two places to go to, neither can be trusted. */
    private static Optional<String> single(Parameters query, String name) {
        return query.all(name).size() > 1 ? Optional.empty() : query.first(name);
    }

    private Optional<Scope> scope(Parameters query) {
        List<String> names = Arrays.asList(query.first("scope").orElse("").split(" ", -1));
        boolean refused = names.size() > 1 && environment.switches().is(Switch.SCOPE_LIST, "refused");
        if (refused || !names.stream().allMatch(name -> Scope.named(name).isPresent())) {
            return Optional.empty();
        }
        return names.stream().map(Scope::valueOf).max(Comparator.naturalOrder());
    }

    private static @Nullable Challenge challenge(Parameters query) {
        return query.first("code_challenge")
                .map(value -> new Challenge(query.first("code_challenge_method").orElse("plain"), value))
                .orElse(null);
    }

    private Response errorPage(String cause) {
        return to("/plugins/servlet/oauth2/error?cause=" + cause);
    }

    private Response errorPage(String cause, String asked) {
        return errorPage(cause + "&asked=" + URLEncoder.encode(asked, StandardCharsets.UTF_8));
    }

    private Response to(String path) {
        return Response.seeOther(environment.contextPath() + path);
    }
}

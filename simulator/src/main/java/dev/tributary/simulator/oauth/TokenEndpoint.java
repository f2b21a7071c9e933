package dev.tributary.simulator.oauth;

import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.environment.Scope;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.environment.User;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import java.util.Map;
import java.util.Optional;

/** {@code POST /rest/oauth2/latest/token}: one method per grant. */
final class TokenEndpoint {

    private final Environment environment;
    private final Clients clients;
    private final Codes codes;
    private final DataCenterGrants grants;
    private final TokenAnswers answers;

    TokenEndpoint(Environment environment, Clients clients, Codes codes, DataCenterGrants grants) {
        this.environment = environment;
        this.clients = clients;
        this.codes = codes;
        this.grants = grants;
        this.answers = new TokenAnswers(environment.switches());
    }

    Response token(Request request) {
        if (request.contentType().equals("application/json")) {
            return Response.json(500, Map.of("message", "Internal server error", "status-code", 500));
        }
        return answering(request, parameters -> answers.tokens(tokens(parameters)));
    }

    Response revoke(Request request) {
        if (environment.switches().is(Switch.REVOKE_ENDPOINT, "absent")) {
            return Response.html(404, "<html><head><title>Not found</title></head><body>404</body></html>");
        }
        return answering(request, this::revoked);
    }

    private Response answering(Request request, java.util.function.Function<TokenRequest, Response> answer) {
        try {
            if (!BaseUrlRule.allows(environment)) {
                throw new TokenRefusal("invalid_request");
            }
            return answer.apply(new TokenRequest(request, clients, environment.switches()));
        } catch (TokenRefusal refusal) {
            return answers.refusal(refusal);
        }
    }

    private Tokens tokens(TokenRequest request) {
        return switch (request.required("grant_type")) {
            case "authorization_code" -> authorizationCode(request);
            case "refresh_token" -> refreshToken(request);
            case "client_credentials" -> clientCredentials(request);
            default -> throw new TokenRefusal("unsupported_grant_type");
        };
    }

    private Tokens authorizationCode(TokenRequest request) {
        return codes.exchange(request);
    }

    private Tokens refreshToken(TokenRequest request) {
        String token = request.required("refresh_token");
        Client client = request.authenticateClient(grants.provenByPkce(token));
        Optional<String> redirectUri = request.optional("redirect_uri");
        boolean demanded = environment.switches().is(Switch.REDIRECT_URI_ON_REFRESH, "required");
        if (redirectUri.isEmpty() ? demanded : !client.redirectUris().contains(redirectUri.get())) {
            throw new TokenRefusal("invalid_grant");
        }
        return grants.refresh(token, grant -> grant.terms.client().id().equals(client.id()));
    }

    private Tokens clientCredentials(TokenRequest request) {
        if (!environment.switches().isOn(Switch.CLIENT_CREDENTIALS)) {
            throw new TokenRefusal("unsupported_grant_type");
        }
        Client client = request.authenticateClient(false);
        Scope scope = Scope.named(request.required("scope"))
                .filter(client.ceiling()::includes)
                .orElseThrow(() -> new TokenRefusal("invalid_scope"));
        User account = new User("service-" + client.id(), client.id() + " (service account)", client.id(), false);
        return grants.issue(grants.begin(new Grant.Terms(account, client, scope, false, true)));
    }

    private Response revoked(TokenRequest request) {
        Client client = request.authenticateClient(false);
        grants.revoke(request.required("token"), client);
        return Response.status(200).with("Cache-Control", "no-store");
    }
}

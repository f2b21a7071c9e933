package dev.tributary.simulator.cloud;

import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.environment.User;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.oauth.Client;
import dev.tributary.simulator.oauth.Clients;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code POST /oauth/token}: one method per grant. */
final class CloudTokenEndpoint {

    private final Environment environment;
    private final Clients clients;
    private final Sites sites;
    private final CloudCodes codes;
    private final CloudGrants grants;

    CloudTokenEndpoint(Environment environment, Clients clients, Sites sites, CloudCodes codes, CloudGrants grants) {
        this.environment = environment;
        this.clients = clients;
        this.sites = sites;
        this.codes = codes;
        this.grants = grants;
    }

    Response token(Request request) {
        try {
            return uncached(Response.json(answer(tokens(new CloudTokenRequest(request)))));
        } catch (CloudRefusal refusal) {
            return uncached(Response.json(
                    refusal.status(), Map.of("error", refusal.error(), "error_description", refusal.description())));
        }
    }

    private CloudTokens tokens(CloudTokenRequest request) {
        String grantType = request.required("grant_type");
        Client client = request.authenticateClient(clients);
        return switch (grantType) {
            case "authorization_code" -> codes.exchange(request, client);
            case "refresh_token" -> refresh(request, client);
            case "client_credentials" -> clientCredentials(client);
            default -> throw CloudRefusal.unsupportedGrant();
        };
    }

    private CloudTokens refresh(CloudTokenRequest request, Client client) {
        if (request.optional("scope").isPresent()) {
            throw CloudRefusal.invalidScope();
        }
        return grants.refresh(request.required("refresh_token"), client);
    }

    /** A service account: no user, no refresh token, and what was enabled for it at every site with Confluence. */
    private CloudTokens clientCredentials(Client client) {
        if (!environment.switches().isOn(Switch.CLIENT_CREDENTIALS)) {
            throw CloudRefusal.unsupportedGrant();
        }
        User account = new User("service-" + client.id(), client.id() + " (service account)", client.id(), false);
        Set<String> scopes = CloudAuthorize.enabled(client).stream()
                .filter(Product.CONFLUENCE::owns)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return grants.issueService(
                client,
                account,
                sites.all().stream().filter(Site::hasConfluence).toList(),
                scopes);
    }

    private static Map<String, Object> answer(CloudTokens tokens) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("access_token", tokens.access());
        answer.put("expires_in", tokens.lifetime().toSeconds());
        answer.put("token_type", "Bearer");
        if (tokens.refresh() != null) {
            answer.put("refresh_token", tokens.refresh());
        }
        answer.put("scope", String.join(" ", tokens.scopes()));
        return answer;
    }

    private static Response uncached(Response response) {
        return response.with("Cache-Control", "no-store").with("Pragma", "no-cache");
    }
}

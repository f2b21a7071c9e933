package dev.tributary.simulator.oauth;

import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.environment.Switches;
import dev.tributary.simulator.http.Parameters;
import dev.tributary.simulator.http.Request;
import java.util.List;
import java.util.Optional;

/** The parameters of a request to the token or revocation endpoint, from body and query alike, and its client's authentication. */
final class TokenRequest {

    private final Parameters parameters;
    private final Clients clients;
    private final Switches switches;

    TokenRequest(Request request, Clients clients, Switches switches) {
        this.parameters = request.query().and(request.form());
        this.clients = clients;
        this.switches = switches;
    }

    Optional<String> optional(String name) {
        List<String> values = parameters.all(name);
        if (values.size() > 1) {
            throw new TokenRefusal("invalid_request");
        }
        return values.stream().filter(value -> !value.isEmpty()).findFirst();
    }

    String required(String name) {
        return optional(name).orElseThrow(() -> new TokenRefusal("invalid_request"));
    }

    /** The client when its secret is right, or when PKCE stands for the secret and the server allows that. */
    Client authenticateClient(boolean provenByPkce) {
        Client client = clients.find(required("client_id")).orElseThrow(() -> new TokenRefusal("invalid_client"));
        Optional<String> secret = optional("client_secret");
        boolean secretIsOptional = provenByPkce && switches.is(Switch.SECRET_WITH_PKCE, "optional");
        if (secret.isEmpty() ? !secretIsOptional : !client.hasSecret(secret.get())) {
            throw new TokenRefusal("invalid_client");
        }
        return client;
    }
}

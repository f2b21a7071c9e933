package dev.tributary.gateway.attack;

import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.identity.TestIssuer;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The configuration of the gateway that is attacked.
 *
 * @param ground where its sites and its issuer are
 */
record Paper(Ground ground) {

    /** Returns the client secret of a site. */
    static String secret(String site) {
        return "secret-of-the-gateway-at-" + site;
    }

    /** Returns all client secrets. */
    static Stream<String> secrets() {
        return Stream.of("wiki", "wiki2", "evil").map(Paper::secret);
    }

    /** Returns the text of the configuration. */
    String yaml(String publicUrl) {
        return "publicUrl: " + publicUrl + "\nsites:\n"
                + site("wiki", ground.wiki.baseUrl())
                + site("wiki2", ground.wiki2.baseUrl())
                + site("evil", ground.evil.baseUrl())
                + "apps:\n"
                + App.withKeys().map(App::yaml).collect(Collectors.joining())
                + ground.issuer.app("j", TestIssuer.AUDIENCE, "");
    }

    private static String site(String id, URI baseUrl) {
        return """
                %s:
                  simulator: true
                  dataCenter: { baseUrl: "%s", clientId: gateway, clientSecret: "${SECRET_%s}" }
              """.formatted(id, baseUrl, id);
    }

    /** Reads a text as the configuration. */
    GatewayConfig config(String yaml) {
        Map<String, String> environment = new HashMap<>();
        App.withKeys().forEach(app -> environment.put("KEY_" + app.name(), app.key));
        Stream.of("wiki", "wiki2", "evil").forEach(site -> environment.put("SECRET_" + site, secret(site)));
        return GatewayConfig.parse(yaml, ground.directory, environment);
    }
}

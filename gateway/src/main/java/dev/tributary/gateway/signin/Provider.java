package dev.tributary.gateway.signin;

import dev.tributary.gateway.config.ThisMachine;
import dev.tributary.http.HttpAnswer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an OpenID provider says of itself (OpenID Connect Discovery 1.0 section 3).
 *
 * @param authorize where browsers are sent
 * @param token where codes are redeemed
 * @param userInfo where more is said of a user; absent for nowhere
 * @param jwks where its keys are
 * @param basic whether clients show their secret by HTTP Basic, and not in the body
 * @param namesItself whether it names itself when it sends browsers back (RFC 9207)
 */
record Provider(URI authorize, URI token, @Nullable URI userInfo, URI jwks, boolean basic, boolean namesItself) {

    /** Returns where an issuer's configuration is. */
    static URI at(URI issuer) {
        return URI.create(issuer.toString().replaceFirst("/$", "") + "/.well-known/openid-configuration");
    }

    /** Reads a configuration. Throws {@link IllegalArgumentException} with what is wrong with it. */
    static Provider read(HttpAnswer answer, URI issuer) {
        if (answer.status() != 200) {
            throw new IllegalArgumentException("The answer has the status " + answer.status() + ".");
        }
        JsonNode json = json(answer);
        if (!json.path("issuer").asString("").equals(issuer.toString())) {
            throw new IllegalArgumentException(
                    "It is another issuer's: write 'issuer' in console.oidc to the letter as it does.");
        }
        List<String> methods = new ArrayList<>();
        json.path("token_endpoint_auth_methods_supported").forEach(method -> methods.add(method.asString("")));
        return new Provider(
                endpoint(json, "authorization_endpoint"),
                endpoint(json, "token_endpoint"),
                json.has("userinfo_endpoint") ? endpoint(json, "userinfo_endpoint") : null,
                endpoint(json, "jwks_uri"),
                methods.isEmpty() || methods.contains("client_secret_basic"),
                json.path("authorization_response_iss_parameter_supported").asBoolean(false));
    }

    private static JsonNode json(HttpAnswer answer) {
        try {
            return JsonMapper.shared().readTree(answer.body().bytes());
        } catch (JacksonException e) {
            throw new IllegalArgumentException("It is no JSON.", e);
        }
    }

    private static URI endpoint(JsonNode json, String name) {
        return json.path(name)
                .asStringOpt()
                .map(URI::create)
                .filter(Provider::isSafe)
                .orElseThrow(() -> new IllegalArgumentException(name + " is missing, or is not https."));
    }

    private static boolean isSafe(URI uri) {
        boolean local = uri.getHost() != null && ThisMachine.is(uri.getHost());
        return uri.getHost() != null
                && uri.getRawFragment() == null
                && uri.getRawUserInfo() == null
                && ("https".equals(uri.getScheme()) || (local && "http".equals(uri.getScheme())));
    }
}

package dev.tributary.simulator.cloud;

import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.oauth.Challenge;
import dev.tributary.simulator.oauth.Client;
import dev.tributary.simulator.oauth.Secrets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Authorization codes: good for one exchange; a second one ends what the first began (RFC 6749, section 4.1.2). Thread-safe. */
final class CloudCodes {

    private static final class Code {
        final CloudAuthorization authorization;
        final CloudGrant grant;
        final Instant end;
        boolean spent;

        @Nullable
        Family family;

        Code(CloudAuthorization authorization, CloudGrant grant, Instant end) {
            this.authorization = authorization;
            this.grant = grant;
            this.end = end;
        }
    }

    private final Map<String, Code> codes = new HashMap<>();
    private final Environment environment;
    private final CloudGrants grants;

    CloudCodes(Environment environment, CloudGrants grants) {
        this.environment = environment;
        this.grants = grants;
    }

    synchronized String issue(CloudAuthorization authorization, CloudGrant grant) {
        Instant end = environment.clock().instant().plus(environment.switches().duration(Switch.CLOUD_CODE_LIFETIME));
        String code = Secrets.token();
        codes.put(code, new Code(authorization, grant, end));
        return code;
    }

    synchronized CloudTokens exchange(CloudTokenRequest request, Client client) {
        Code code = codes.get(request.required("code"));
        String redirectUri = request.required("redirect_uri");
        if (code == null || !code.authorization.client().id().equals(client.id())) {
            throw CloudRefusal.badCode();
        }
        if (code.spent) {
            throw replay(code);
        }
        code.spent = true;
        boolean late = !environment.clock().instant().isBefore(code.end);
        if (late || !code.authorization.redirectUri().equals(redirectUri) || !isProven(code, request)) {
            throw CloudRefusal.badCode();
        }
        CloudPair pair = grants.issueFirst(code.grant, code.authorization.scopes());
        code.family = pair.family;
        return pair.tokens;
    }

    private CloudRefusal replay(Code code) {
        if (code.family != null) {
            grants.end(code.family);
        }
        return CloudRefusal.badCode();
    }

    /** PKCE is not documented; a server may look at it or not. */
    private boolean isProven(Code code, CloudTokenRequest request) {
        Challenge challenge = code.authorization.challenge();
        return environment.switches().is(Switch.CLOUD_PKCE, "ignored")
                || challenge == null
                || challenge.isMetBy(request.optional("code_verifier").orElse(""));
    }
}

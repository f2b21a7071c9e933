package dev.tributary.simulator.oauth;

import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.environment.User;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Authorization codes: short-lived and good for one exchange; a second one ends what the first began. Thread-safe. */
public final class Codes {

    private static final class Code {
        final Authorization authorization;
        final User user;
        final Instant end;
        boolean spent;

        @Nullable
        Grant grant;

        Code(Authorization authorization, User user, Instant end) {
            this.authorization = authorization;
            this.user = user;
            this.end = end;
        }
    }

    private final Map<String, Code> codes = new HashMap<>();
    private final Environment environment;
    private final DataCenterGrants grants;

    Codes(Environment environment, DataCenterGrants grants) {
        this.environment = environment;
        this.grants = grants;
    }

    /** Returns a code for what the user just consented to. */
    public synchronized String issue(Authorization authorization, User user) {
        Instant end = environment.clock().instant().plus(environment.switches().duration(Switch.CODE_LIFETIME));
        String code = Secrets.hex();
        codes.put(code, new Code(authorization, user, end));
        return code;
    }

    synchronized Tokens exchange(TokenRequest request) {
        Code code = codes.get(request.required("code"));
        Client client = request.authenticateClient(code != null && code.authorization.challenge() != null);
        if (code == null || !code.authorization.client().id().equals(client.id())) {
            throw badCode();
        }
        if (code.spent) {
            return refuseReplay(code);
        }
        code.spent = true;
        if (!environment.clock().instant().isBefore(code.end)) {
            throw badCode();
        }
        check(code.authorization, request);
        return begin(code);
    }

    private Tokens begin(Code code) {
        Authorization asked = code.authorization;
        Grant.Terms terms = new Grant.Terms(code.user, asked.client(), asked.scope(), asked.challenge() != null, false);
        Grant grant = grants.begin(terms);
        code.grant = grant;
        return grants.issue(grant);
    }

    private Tokens refuseReplay(Code code) {
        if (code.grant != null) {
            grants.end(code.grant);
        }
        throw new TokenRefusal("invalid_grant");
    }

    private static void check(Authorization authorization, TokenRequest request) {
        if (!authorization.redirectUri().equals(request.required("redirect_uri"))) {
            throw new TokenRefusal("invalid_grant");
        }
        Challenge challenge = authorization.challenge();
        boolean hasVerifier = request.optional("code_verifier").isPresent();
        if (challenge == null ? hasVerifier : !challenge.isMetBy(request.required("code_verifier"))) {
            throw new TokenRefusal("invalid_grant");
        }
    }

    private TokenRefusal badCode() {
        return new TokenRefusal(environment.switches().get(Switch.BAD_CODE));
    }
}

package dev.tributary.simulator.cloud;

import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.environment.Switches;

/** Ends a token request with an error in Atlassian's manner. */
final class CloudRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;

    private CloudRefusal(int status, String error, String description) {
        super(description, null, false, false);
        this.status = status;
        this.error = error;
    }

    static CloudRefusal invalidRequest(String description) {
        return new CloudRefusal(400, "invalid_request", description);
    }

    static CloudRefusal unsupportedGrant() {
        return new CloudRefusal(400, "unsupported_grant_type", "The grant type is not supported.");
    }

    static CloudRefusal badCode() {
        return new CloudRefusal(400, "invalid_grant", "Invalid authorization code");
    }

    static CloudRefusal invalidScope() {
        return new CloudRefusal(400, "invalid_scope", "A renewal has the scopes of its consent; send none.");
    }

    /** The same word as for a user who cancels. */
    static CloudRefusal wrongSecret() {
        return new CloudRefusal(401, "access_denied", "Unauthorized");
    }

    static CloudRefusal deadRefresh(Switches switches) {
        return switches.is(Switch.DEAD_REFRESH, "unauthorized_client")
                ? new CloudRefusal(403, "unauthorized_client", "refresh_token is invalid")
                : new CloudRefusal(403, "invalid_grant", "Unknown or invalid refresh token.");
    }

    int status() {
        return status;
    }

    String error() {
        return error;
    }

    String description() {
        return String.valueOf(getMessage());
    }
}

package dev.tributary.cli.client;

import java.util.List;

/** The gateway said no, in a problem document (RFC 9457); the message is its detail, written for people. */
public final class GatewayProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String[] connectScopes;

    GatewayProblem(int status, String detail) {
        this(status, detail, List.of());
    }

    GatewayProblem(int status, String detail, List<String> connectScopes) {
        super(detail);
        this.status = status;
        this.connectScopes = connectScopes.toArray(String[]::new);
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns what to ask for in a connect link, so that the user may allow what was missing; empty where nothing was. */
    public List<String> connectScopes() {
        return List.of(connectScopes);
    }

    /** Says whether the user has no usable connection, so that it is time to offer the connect button. */
    public boolean connectAgain() {
        return status == 409;
    }
}

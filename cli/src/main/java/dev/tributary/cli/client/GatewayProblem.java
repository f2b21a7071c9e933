package dev.tributary.cli.client;

/** The gateway said no, in a problem document (RFC 9457); the message is its detail, written for people. */
public final class GatewayProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    GatewayProblem(int status, String detail) {
        super(detail);
        this.status = status;
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Says whether the user has no usable connection, so that it is time to offer the connect button. */
    public boolean connectAgain() {
        return status == 409;
    }
}

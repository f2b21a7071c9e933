package dev.tributary.cli.portal;

/** The gateway said no, in a problem document (RFC 9457). */
final class GatewayProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    GatewayProblem(int status, String detail) {
        super(detail);
        this.status = status;
    }

    /** The user has no usable connection: time to offer the connect button. */
    boolean connectAgain() {
        return status == 409;
    }
}

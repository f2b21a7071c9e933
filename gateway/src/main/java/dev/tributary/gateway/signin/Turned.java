package dev.tributary.gateway.signin;

/**
 * Somebody who is not let in. The message is for them, and carries no text of a server; why in detail goes to the audit. Carries
 * no stack trace: it is no fault of ours.
 */
public final class Turned extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String why;

    private Turned(int status, String message, String why) {
        super(message, null, false, false);
        this.status = status;
        this.why = why;
    }

    /** Turns away somebody who may not enter. */
    static Turned away(String message, String why) {
        return new Turned(403, message, why);
    }

    /** Turns away somebody who came by a way that is none, or is over. */
    static Turned astray(String message, String why) {
        return new Turned(400, message, why);
    }

    /** Turns away somebody who has to wait. */
    static Turned later(String message, String why) {
        return new Turned(429, message, why);
    }

    /** Turns away somebody whose issuer does not answer as it should. */
    static Turned unsure(String message, String why) {
        return new Turned(503, message, why);
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns why, for the audit. */
    public String why() {
        return why;
    }
}

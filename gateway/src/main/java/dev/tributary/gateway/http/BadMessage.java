package dev.tributary.gateway.http;

/** A message that is refused before anybody has looked at what it asks for. Carries no stack trace: it is no fault of ours. */
final class BadMessage extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    BadMessage(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    /** The text for the client. */
    String detail() {
        return String.valueOf(getMessage());
    }
}

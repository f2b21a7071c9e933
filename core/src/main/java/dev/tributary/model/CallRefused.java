package dev.tributary.model;

/** Confluence understood the call, served the right user, and said no: forbidden, hidden or absent, conflicting, invalid. */
public final class CallRefused extends TributaryException {

    private static final long serialVersionUID = 1L;

    private final int status;

    /** Names the call, the status it got, and what that means. */
    public CallRefused(String call, int status, String meaning) {
        super("%s was refused with status %d: %s".formatted(call, status, meaning), null);
        this.status = status;
    }

    /** Returns the HTTP status of the refusal. */
    public int status() {
        return status;
    }
}

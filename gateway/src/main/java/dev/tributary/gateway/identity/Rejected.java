package dev.tributary.gateway.identity;

/** A token that does not count; the message says why, for the operator only. Carries no stack trace: it is no fault of ours. */
public final class Rejected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says why. */
    public Rejected(String why) {
        super(why, null, false, false);
    }
}

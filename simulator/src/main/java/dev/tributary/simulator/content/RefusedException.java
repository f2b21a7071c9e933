package dev.tributary.simulator.content;

/** Confluence will not do what was asked; the message says why, in words for the caller. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why Confluence refuses, in the classes its REST surface tells apart. */
    public enum Reason {
        /** Not there, or not to be seen by this caller: the answer must not tell which. */
        NOT_FOUND,
        FORBIDDEN,
        INVALID,
        CONFLICT
    }

    public RefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** The refusal of content that is absent or hidden. */
    public static RefusedException notFound(String id) {
        return new RefusedException(Reason.NOT_FOUND, "No content found with id: ContentId{id=" + id + "}");
    }

    /** The refusal of a malformed request. */
    public static RefusedException invalid(String message) {
        return new RefusedException(Reason.INVALID, message);
    }
}

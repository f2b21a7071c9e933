package dev.tributary.gateway.http;

/** A request that is not served, and what its sender is told. Carries no stack trace: it is no fault of ours. */
public final class Refused extends RuntimeException {

    /** What a request has to carry. */
    public static final String WHAT_TO_SHOW = "Send an app key, or a token of the app's issuer, as Bearer.";

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /** Refuses a request with a problem. */
    public Refused(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** Refuses a request with a problem of that status, slug, title and detail. */
    public Refused(int status, String slug, String title, String detail) {
        this(new Problem(status, slug, title, detail));
    }

    /** Refuses a request that does not keep to the form that it must have. */
    public static Refused malformed(String detail) {
        return new Refused(400, "malformed-request", "Malformed request", detail);
    }

    /** Refuses a request that shows no key, or one that is not known. */
    public static Refused unauthenticated() {
        return new Refused(401, "unauthenticated", "Unauthenticated", WHAT_TO_SHOW);
    }

    /** Refuses a site that there is not, or that the application may not use, which looks the same. */
    public static Refused unknownSite() {
        return new Refused(404, "unknown-site", "Unknown site", "There is no such site for this app.");
    }

    /** Refuses what an application has no right to. */
    public static Refused rightMissing(String right) {
        return new Refused(403, "right-missing", "Right missing", "The app key lacks the right '" + right + "'.");
    }

    /** Refuses to act for a user for whom what was shown does not speak. */
    public static Refused userNotAllowed() {
        return new Refused(
                403,
                "user-not-allowed",
                "User not allowed",
                "A token speaks for its own user only, and a key for those users that it is allowed for.");
    }

    /** Refuses a method where others are allowed. */
    public static Refused method(String allowed) {
        return new Refused(
                new Problem(405, "method-not-allowed", "Method not allowed", "It must be one of " + allowed + ".")
                        .with("allow", allowed));
    }

    /** Returns what the sender is told. */
    public Problem problem() {
        return problem;
    }
}

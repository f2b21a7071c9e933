package dev.tributary.gateway.proxy;

import dev.tributary.gateway.http.Problem;

/** A call that is not made, and what its caller is told. Carries no stack trace: it is no fault of ours. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    Refused(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    Refused(int status, String slug, String title, String detail) {
        this(new Problem(status, slug, title, detail));
    }

    static Refused malformed(String detail) {
        return new Refused(400, "malformed-request", "Malformed request", detail);
    }

    Problem problem() {
        return problem;
    }
}

package dev.tributary.gateway.proxy;

import dev.tributary.gateway.http.Problem;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Decides from a request's head alone whether a call may be made. Immutable and thread-safe. */
final class Admission {

    private final Callers callers;
    private final Map<String, Route> routes;

    Admission(Callers callers, Map<String, Route> routes) {
        this.callers = callers;
        this.routes = routes;
    }

    /** Returns the call. Throws {@link Refused} for one that must not be made. */
    Call admit(HttpServerRequest request) {
        Caller caller = callers.authenticate(request)
                .orElseThrow(
                        () -> new Refused(401, "unauthenticated", "Unauthenticated", "Send an app key as Bearer."));
        SitePath path = SitePath.of(request.uri()).orElseThrow(Admission::unknownSite);
        Route route = Optional.ofNullable(routes.get(path.site())).orElseThrow(Admission::unknownSite);
        PathPolicy policy = Optional.ofNullable(caller.sites().get(path.site())).orElseThrow(Admission::unknownSite);
        checkRight(caller, policy, request, path);
        checkBody(request, route);
        String query = QueryRules.judged(path.query());
        return new Call(request, caller, route, route.target(path.path(), query), Selector.of(request.headers()));
    }

    private static void checkRight(Caller caller, PathPolicy policy, HttpServerRequest request, SitePath path) {
        if (!Methods.isProxied(request.method())) {
            throw new Refused(new Problem(
                            405,
                            "method-not-allowed",
                            "Method not allowed",
                            "It must be one of " + Methods.ALLOWED + ".")
                    .with("allow", Methods.ALLOWED));
        }
        if (!caller.mayProxy()) {
            throw new Refused(403, "right-missing", "Right missing", "The app key lacks the right 'proxy'.");
        }
        if (policy.readOnly() && !Methods.isSafe(request.method())) {
            throw new Refused(403, "read-only", "Read only", "The app may only read at this site.");
        }
        if (!policy.allows(path.path())) {
            throw new Refused(
                    403, "path-not-allowed", "Path not allowed", "The app may not call this path of the site.");
        }
    }

    private static void checkBody(HttpServerRequest request, Route route) {
        boolean present = RequestBody.isPresent(request);
        if (present && Methods.isSafe(request.method())) {
            throw Refused.malformed("GET and HEAD have no body.");
        }
        String type = Optional.ofNullable(request.getHeader("Content-Type")).orElse("");
        if (present && type.strip().toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
            throw new Refused(
                    415,
                    "form-body",
                    "Form body",
                    "Confluence would read form fields as it reads a query, credentials and all. Send JSON or multipart.");
        }
        String length = request.getHeader("Content-Length");
        if (length != null && Long.parseLong(length) > route.limits().body()) {
            throw tooLarge(route);
        }
    }

    static Refused tooLarge(Route route) {
        return new Refused(
                413,
                "body-too-large",
                "Body too large",
                "At most " + route.limits().body() + " bytes may be sent to this site.");
    }

    /** The same for a site that there is not and for one that the app may not call. */
    private static Refused unknownSite() {
        return new Refused(404, "unknown-site", "Unknown site", "There is no such site for this app.");
    }
}

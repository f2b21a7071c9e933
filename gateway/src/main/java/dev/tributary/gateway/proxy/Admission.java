package dev.tributary.gateway.proxy;

import dev.tributary.gateway.budget.Priority;
import dev.tributary.gateway.http.Bodies;
import dev.tributary.gateway.http.Refused;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Decides from a request's head alone whether a call may be made. Immutable and thread-safe. */
final class Admission {

    private final Map<String, Route> routes;

    Admission(Map<String, Route> routes) {
        this.routes = routes;
    }

    /** Returns the call. Throws {@link Refused} for one that must not be made. */
    Call admit(HttpServerRequest request, Caller caller) {
        SitePath path = SitePath.of(request.uri()).orElseThrow(Refused::unknownSite);
        Route route = Optional.ofNullable(routes.get(path.site())).orElseThrow(Refused::unknownSite);
        PathPolicy policy = Optional.ofNullable(caller.sites().get(path.site())).orElseThrow(Refused::unknownSite);
        checkRight(caller, policy, request, path);
        checkBody(request, route);
        String query = QueryRules.judged(path.query());
        return new Call(
                request,
                caller,
                route,
                path.path() + (query.isEmpty() ? "" : "?" + query),
                Selector.of(request.headers(), caller),
                Priority.of(request.headers()));
    }

    private static void checkRight(Caller caller, PathPolicy policy, HttpServerRequest request, SitePath path) {
        if (!Methods.isProxied(request.method())) {
            throw Refused.method(Methods.ALLOWED);
        }
        if (!caller.mayProxy()) {
            throw Refused.rightMissing("proxy");
        }
        if (policy.readOnly() && !Methods.isSafe(request.method())) {
            throw new Refused(403, "read-only", "Read only", "The app may only read at this site.");
        }
        if (!policy.allows(path.path())) {
            throw new Refused(
                    403,
                    "path-not-allowed",
                    "Path not allowed",
                    "The app may not call this path of the site. What it may call is below "
                            + String.join(", ", policy.allowed()) + ", but for credentials and administration.");
        }
    }

    private static void checkBody(HttpServerRequest request, Route route) {
        boolean present = Bodies.isPresent(request);
        if (present && Methods.isSafe(request.method())) {
            throw Refused.malformed("GET and HEAD have no body.");
        }
        String type =
                Optional.ofNullable(request.getHeader(HttpHeaders.CONTENT_TYPE)).orElse("");
        // Anywhere in it, since servers differ in what they make of a field that is malformed.
        if (present && type.toLowerCase(Locale.ROOT).contains("application/x-www-form-urlencoded")) {
            throw new Refused(
                    415,
                    "form-body",
                    "Form body",
                    "Confluence would read form fields as it reads a query, credentials and all. Send JSON or multipart.");
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
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
}

package dev.tributary.gateway.proxy;

import dev.tributary.confluence.Meaning;
import dev.tributary.deployment.Cloud;
import dev.tributary.gateway.http.Problem;
import dev.tributary.gateway.http.Problems;
import dev.tributary.gateway.http.Refused;
import dev.tributary.model.Connection;
import dev.tributary.model.GrantEnded;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.NotConnected;
import dev.tributary.model.ServedAsAnother;
import dev.tributary.model.Unavailable;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a failure means to the caller, who learns no more than it can act on; the operator's part goes to the log. */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(5);

    private Failures() {}

    static Problem problem(Throwable failure, @Nullable URI connectPage) {
        Throwable cause = Problems.unwrapped(failure);
        if (cause instanceof NotConnected) {
            return notConnected(connectPage);
        }
        if (cause instanceof GrantEnded ended) {
            Problem problem =
                    new Problem(409, "reconnect-required", "Reconnect required", String.valueOf(ended.getMessage()));
            return withPage(problem, connectPage);
        }
        if (cause instanceof ServedAsAnother) {
            return servedAsAnother(false, "anonymous");
        }
        return Problems.of(cause);
    }

    static Problem notConnected(@Nullable URI connectPage) {
        Problem problem = new Problem(
                409,
                "not-connected",
                "Not connected",
                "The user is not connected to this site. Send the user to connect.");
        return withPage(problem, connectPage);
    }

    /** What Confluence refused, and another token would not mend. */
    static Problem refusal(Meaning meaning, Connection connection, @Nullable URI connectPage) {
        if (meaning instanceof Meaning.ScopeMissing lacking) {
            return scopeMissing(connection, lacking.scopes(), connectPage);
        }
        return meaning instanceof Meaning.RateLimited limited
                ? rateLimited(limited)
                : unavailable("Confluence, or a proxy in front of it, is down.", LATER);
    }

    /** Of a call that may have an effect nobody knows whether it had it. */
    static Problem brokenOff(HttpMethod method) {
        Problem problem = badGateway("Confluence broke off before it answered.");
        return Methods.isSafe(method) ? problem : problem.with("outcome", "unknown");
    }

    /** Renewing does not help: the user has to consent to more. What was granted has to be asked for again with it. */
    private static Problem scopeMissing(Connection connection, List<String> missing, @Nullable URI connectPage) {
        String which = missing.isEmpty()
                ? "The connection lacks a scope that this call needs, and which one is not known here: Atlassian's"
                        + " reference of the API says it. "
                : "The connection lacks a scope that this call needs. ";
        Problem problem = new Problem(403, "scope-missing", "Scope missing", which + remedy(connection.kind()));
        Problem named = problem.with("scopes", missing);
        if (connection.kind() != Connection.Kind.OAUTH) {
            return named;
        }
        List<String> granted = connection.scopes().stream()
                .filter(scope -> !scope.equals(Cloud.OFFLINE_ACCESS))
                .toList();
        List<String> wanted = Stream.concat(granted.stream(), missing.stream()).toList();
        return withPage(missing.isEmpty() ? named : named.with("connectScopes", wanted), connectPage);
    }

    /** What has no consent is not mended by one. */
    private static String remedy(Connection.Kind kind) {
        return switch (kind) {
            case OAUTH -> "Send the user to connect again, and ask for it.";
            case SERVICE_ACCOUNT -> "An operator gives it to the service account where that is registered.";
            default -> "Have the user make another token that has it, and hand that in.";
        };
    }

    /** Confluence would refuse every token there, and each call would renew one. */
    static Problem noTokensThere() {
        return new Problem(
                403,
                "path-not-allowed",
                "Path not allowed",
                "On Cloud links below " + PathPolicy.CLOUD_FILES + " are for people. Ask for"
                        + " /wiki/rest/api/content/{page}/child/attachment/{attachment}/download instead.");
    }

    private static Problem rateLimited(Meaning.RateLimited limited) {
        Problem problem = Problems.rateLimited("Confluence asks to slow down.", limited.retryAfter());
        return limited.reason() == null ? problem : problem.with("reason", limited.reason());
    }

    static Problem unavailable(String detail, Duration retryAfter) {
        return Problems.unavailable(detail, retryAfter);
    }

    /** Nobody could be reached, so nothing was sent. */
    static Problem unreachable(String site, Throwable cause) {
        if (cause instanceof SSLException) {
            return Problems.of(new Misconfigured(
                    "sites." + site,
                    "TLS with the site failed: " + cause.getMessage() + ". Name the file of its CA in caBundle.",
                    cause));
        }
        LOG.warn("Site '{}' cannot be reached: {}", site, cause.toString());
        return unavailable("The site cannot be reached; nothing was sent.", SOON);
    }

    /** The token was refused and replaced, but the request is no longer held as a whole. */
    static Problem sendAgain() {
        return unavailable(
                "Confluence refused the access token and did nothing. It has been renewed meanwhile, but the request was"
                        + " too large to be held. Send it again.",
                SOON);
    }

    /** A token that should be good was rejected and no other came: that is Confluence's failure, and may be over soon. */
    static <T> Future<T> noOtherToken(Throwable failure) {
        if (Problems.unwrapped(failure) instanceof Unavailable unavailable) {
            return Future.failedFuture(new Refused(badGateway(
                            "Confluence rejected the access token, and no other could be had. "
                                    + unavailable.getMessage())
                    .with("retryAfter", Math.max(1, unavailable.retryAfter().toSeconds()))));
        }
        return Future.failedFuture(failure);
    }

    static Problem badGateway(String detail) {
        return new Problem(502, "bad-gateway", "Bad gateway", detail);
    }

    static Problem servedAsAnother(boolean done, String outcome) {
        Problem problem = new Problem(
                502,
                "served-as-another",
                "Served as another user",
                done
                        ? "Confluence did this as somebody else than the connection's user. Look before sending it again."
                        : "Confluence answered as if somebody else had asked; its answer was withheld.");
        return problem.with("outcome", done ? "done-as-" + outcome : "not-done");
    }

    private static Problem withPage(Problem problem, @Nullable URI connectPage) {
        return connectPage == null ? problem : problem.with("connectUrl", connectPage.toString());
    }
}

package dev.tributary.simulator.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.simulator.http.Filter;
import dev.tributary.simulator.http.Handler;
import dev.tributary.simulator.http.HttpRefusal;
import dev.tributary.simulator.http.LocalHost;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages away from the control endpoints: neither a page of another origin nor one that rebinds its name to loopback gets in.
 * With a control token that token decides, and the host may be any.
 */
public final class ControlGuard implements Filter {

    private final @Nullable String token;

    /** Makes a guard; with a token when it is not null. */
    public ControlGuard(@Nullable String token) {
        this.token = token;
    }

    @Override
    public Response apply(Request request, Handler next) {
        String host = request.header("Host").orElse("");
        if (token == null) {
            require(LocalHost.isCalled(request), 403, "The host must be localhost, 127.0.0.1 or [::1].");
        } else {
            require(bearsToken(request, token), 401, "Send the control token: Authorization: Bearer <token>.");
        }
        Optional<String> origin = request.header("Origin");
        boolean foreign = origin.isPresent() && !isOwn(origin.get(), host);
        require(!foreign && !isSentByForeignPage(request), 403, "Pages of other origins have no business here.");
        boolean hasBody = request.bodyLength() > 0 || request.method().equals("POST");
        require(
                !hasBody || request.contentType().equals("application/json"),
                415,
                "The body must be application/json.");
        return next.handle(request).with("Cache-Control", "no-store").with("X-Content-Type-Options", "nosniff");
    }

    private static boolean bearsToken(Request request, String token) {
        String sent = request.header("Authorization").orElse("");
        return MessageDigest.isEqual(("Bearer " + token).getBytes(UTF_8), sent.getBytes(UTF_8));
    }

    /** Browsers send no Origin with a page's image or script, but say where it came from. */
    private static boolean isSentByForeignPage(Request request) {
        String site = request.header("Sec-Fetch-Site").orElse("none");
        return !site.equals("none") && !site.equals("same-origin");
    }

    private static boolean isOwn(String origin, String host) {
        return origin.equals("http://" + host) || origin.equals("https://" + host);
    }

    private static void require(boolean met, int status, String otherwise) {
        if (!met) {
            throw new HttpRefusal(Response.json(status, Map.of("message", otherwise)));
        }
    }
}

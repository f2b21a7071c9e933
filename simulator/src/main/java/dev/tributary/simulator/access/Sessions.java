package dev.tributary.simulator.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.environment.User;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.oauth.Secrets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The browsers that are logged in, by the cookie {@value #COOKIE}. A login always begins a new session. Thread-safe. */
public final class Sessions {

    static final String COOKIE = "JSESSIONID";

    private final Map<String, Session> byId = new ConcurrentHashMap<>();
    private final Environment environment;

    /** Makes a registry without sessions. */
    public Sessions(Environment environment) {
        this.environment = environment;
    }

    /** Returns the response with the cookie of a new session for the user. */
    public Response begin(User user, Response response) {
        Session session = new Session(Secrets.hex(), user, Secrets.hex());
        byId.put(session.id(), session);
        return withCookie(response, session.id());
    }

    /** Ends the session of the request, if it has one. */
    public void end(Request request) {
        request.cookie(COOKIE).ifPresent(byId::remove);
    }

    /** Returns the session of the request. */
    public Optional<Session> of(Request request) {
        return request.cookie(COOKIE).map(byId::get);
    }

    /** Tells whether the form carries the token of the session: whoever wrote it had seen the page. */
    public static boolean isGenuine(Session session, Request form) {
        String token = form.form().first("atl_token").orElse("");
        return MessageDigest.isEqual(session.formToken().getBytes(UTF_8), token.getBytes(UTF_8));
    }

    /** A caller without a cookie gets one that stands for nobody, as a servlet container does. */
    Response withAnonymousCookie(Request request, Response response) {
        boolean hasOne = request.cookie(COOKIE).isPresent()
                || response.header("Set-Cookie").isPresent();
        return hasOne ? response : withCookie(response, Secrets.hex());
    }

    private Response withCookie(Response response, String id) {
        String path = environment.contextPath().isEmpty() ? "/" : environment.contextPath();
        boolean secure = "https".equals(environment.baseUrl().getScheme());
        return response.with(
                "Set-Cookie",
                COOKIE + "=" + id + "; Path=" + path + "; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : ""));
    }
}

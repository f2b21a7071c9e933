package dev.tributary.gateway.signin;

import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.gateway.config.AppKey;
import dev.tributary.gateway.config.ConsoleConfig;
import dev.tributary.gateway.connect.FormOrigin;
import dev.tributary.gateway.connect.FormToken;
import dev.tributary.gateway.identity.Apps;
import dev.tributary.gateway.identity.Identity;
import dev.tributary.http.Transport;
import dev.tributary.model.Secret;
import dev.tributary.store.TicketStore;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets administrators in, knows them by their sessions, and lets them out.
 *
 * <p>Thread-safe; blocking where the store or an issuer has to be asked.
 */
public final class SignIn {

    private static final String FORM = "console";
    private static final int AT_ONCE = 100;
    private static final String OTHER_BROWSER =
            "Open this page again in this browser, allow it to keep a cookie, and sign in there.";

    private final Admission admission;
    private final Apps apps;
    private final Sessions sessions;
    private final @Nullable OidcSignIn oidc;
    private final Attempts attempts;
    private final Cookie sessionCookie;
    private final Cookie signInCookie;
    private final FormOrigin origin;

    /**
     * What signing in is made with.
     *
     * @param store where sessions are kept
     * @param way the way to the issuer
     * @param publicUrl the gateway's own URL
     * @param clock the time
     */
    public record Means(TicketStore store, Transport way, URI publicUrl, Clock clock) {}

    /**
     * Somebody who was let in.
     *
     * @param admin who
     * @param cookie what makes their browser keep the session
     */
    public record Entered(Admin admin, String cookie) {

        /** Leaves the cookie out. */
        @Override
        public String toString() {
            return "Entered[" + admin.label() + "]";
        }
    }

    /**
     * Somebody before the door.
     *
     * @param formToken what the form has to carry
     * @param cookie what makes their browser keep what belongs to that
     */
    public record Visitor(String formToken, String cookie) {

        /** Leaves both out. */
        @Override
        public String toString() {
            return "Visitor[]";
        }
    }

    /** Takes who may enter, the keys of applications, and what it is made with. */
    public SignIn(ConsoleConfig config, Apps apps, Means means) {
        this.admission = new Admission(config, apps);
        this.apps = apps;
        this.sessions = new Sessions(means.store(), means.clock());
        this.oidc = config.oidc() == null
                ? null
                : new OidcSignIn(config, config.oidc(), means.way(), means.store(), means.publicUrl(), means.clock());
        this.attempts = new Attempts(means.clock());
        this.sessionCookie = Cookie.ofSession(means.publicUrl());
        this.signInCookie = Cookie.ofSignIn(means.publicUrl(), OidcSignIn.PATIENCE);
        this.origin = new FormOrigin(means.publicUrl());
    }

    /** Returns what a page with a way in has to carry. */
    public Visitor visitor(MultiMap headers) {
        Secret browser = signInCookie.shown(headers).orElseGet(AuthorizationRequest::newBrowser);
        return new Visitor(FormToken.of(browser, FORM), signInCookie.keep(browser));
    }

    /**
     * Returns who asks. Blocks.
     *
     * @param headers the request's
     * @param from where it comes from
     * @param active whether it is a person who asks, and not a page that keeps itself up to date
     */
    public Optional<Signed> who(MultiMap headers, String from, boolean active) {
        return sessionCookie
                .shown(headers)
                .flatMap(secret -> sessions.find(secret, active)
                        .filter(admin -> admission.mayEnter(admin, from))
                        .map(admin -> new Signed(admin, admission.mayWrite(admin), FormToken.of(secret, FORM))));
    }

    /** Says whether a form comes from a page of the one who sends it. */
    public boolean isOwn(MultiMap headers, String formToken) {
        return sessionCookie
                .shown(headers)
                .filter(secret -> FormToken.matches(formToken, secret, FORM))
                .filter(secret -> !origin.isForeign(headers))
                .isPresent();
    }

    /** Lets somebody in with an admin key. Blocks. Throws {@link Turned}, in the same words for every key that is of no use. */
    public Entered byKey(HttpServerRequest from, String formToken, String key) {
        browser(from.headers(), formToken);
        String address = apps.from(from);
        if (!attempts.begin(address)) {
            throw Turned.later("Too many keys were refused. Wait a minute.", "Too many attempts.");
        }
        Admin admin = apps.holder(key, from)
                .filter(admission::mayEnter)
                .map(holder -> admin(holder, key))
                .orElseThrow(() -> Turned.away(
                        "This key does not open the console. It takes an app key with the right 'admin'.",
                        "The key is unknown or no admin key."));
        attempts.succeeded(address);
        return enter(admin, from.headers());
    }

    /** Returns where to send a browser to sign in at the issuer. Blocks. Throws {@link Turned}. */
    public String atIssuer(MultiMap headers, String formToken) {
        return issuer().begin(browser(headers, formToken));
    }

    /** Lets somebody in who comes back from the issuer. Blocks. Throws {@link Turned}. */
    public Entered fromIssuer(MultiMap headers, String from, Map<String, String> answer) {
        Secret browser = signInCookie
                .shown(headers)
                .orElseThrow(() -> Turned.astray(OTHER_BROWSER, "The browser shows no cookie of a sign-in."));
        Admin admin = issuer().complete(answer, browser);
        if (!admission.mayEnter(admin, from)) {
            throw Turned.away(
                    "You are signed in at the issuer, but not an administrator here. Who is, is a setting of the gateway:"
                            + " console.admins.",
                    admin.label() + " is no administrator.");
        }
        return enter(admin, headers);
    }

    /** Lets somebody out, and returns what makes their browser forget the session. Blocks. */
    public String out(MultiMap headers) {
        sessionCookie.shown(headers).ifPresent(sessions::end);
        return sessionCookie.forget();
    }

    /** Clears away sessions that are over. Blocks. */
    public void clear() {
        sessions.clear(AT_ONCE);
        if (oidc != null) {
            oidc.clear(AT_ONCE);
        }
    }

    /** Whatever session the browser had is over, so that nobody works on in one that somebody else knows. */
    private Entered enter(Admin admin, MultiMap headers) {
        sessionCookie.shown(headers).ifPresent(sessions::end);
        return new Entered(admin, sessionCookie.keep(sessions.begin(admin)));
    }

    private static Admin admin(Identity holder, String key) {
        String id = AppKey.of(key).id();
        String app = holder.app().id();
        return new Admin(Admin.Way.KEY, id, app, "Key " + id + " of " + app, List.of());
    }

    private Secret browser(MultiMap headers, String formToken) {
        return signInCookie
                .shown(headers)
                .filter(browser -> FormToken.matches(formToken, browser, FORM))
                .filter(browser -> !origin.isForeign(headers))
                .orElseThrow(() -> Turned.astray(OTHER_BROWSER, "The form is not from the page of this browser."));
    }

    private OidcSignIn issuer() {
        if (oidc == null) {
            throw Turned.astray("No issuer is configured here. Sign in with a key.", "There is no issuer.");
        }
        return oidc;
    }
}

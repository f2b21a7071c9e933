package dev.tributary.gateway.signin;

import dev.tributary.gateway.http.Cookies;
import dev.tributary.model.Secret;
import io.vertx.core.MultiMap;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** A cookie that carries a secret of a browser's, for this host alone. */
final class Cookie {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final boolean secure;
    private final String name;
    private final String rest;

    /** Browsers disagree about secure cookies over http, so a gateway for this machine alone has a plain one. */
    private Cookie(URI publicUrl, String name, String rest) {
        this.secure = "https".equals(publicUrl.getScheme());
        this.name = secure ? "__Host-" + name : name;
        this.rest = rest;
    }

    /** Returns that of a session: no page of another site makes a browser send it, and it ends with the browser. */
    static Cookie ofSession(URI publicUrl) {
        return new Cookie(publicUrl, "tributary-console", "SameSite=Strict");
    }

    /** Returns that of somebody who is signing in, and comes back from the issuer's site. */
    static Cookie ofSignIn(URI publicUrl, Duration life) {
        return new Cookie(publicUrl, "tributary-sign-in", "Max-Age=" + life.toSeconds() + "; SameSite=Lax");
    }

    /** Returns what the browser shows; nothing where it shows none, several, or something else than it was given. */
    Optional<Secret> shown(MultiMap headers) {
        return Cookies.only(headers, name)
                .filter(value -> FORM.matcher(value).matches())
                .map(Secret::of);
    }

    /** Returns the header field that makes the browser keep a secret. */
    String keep(Secret secret) {
        return field(secret.reveal(), rest);
    }

    /** Returns the header field that makes the browser forget it. */
    String forget() {
        return field("", "Max-Age=0; SameSite=Strict");
    }

    private String field(String value, String more) {
        return name + "=" + value + "; Path=/; HttpOnly; " + more + (secure ? "; Secure" : "");
    }
}

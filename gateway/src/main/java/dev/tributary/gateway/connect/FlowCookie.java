package dev.tributary.gateway.connect;

import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.gateway.http.Cookies;
import dev.tributary.model.Secret;
import io.vertx.core.MultiMap;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The cookie that tells one browser from another while it is in the flow. It authorizes nothing by itself. {@code Lax},
 * because the way back from Confluence is cross-site.
 */
final class FlowCookie {

    private static final Duration LIFE = Duration.ofHours(1);
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final boolean secure;
    private final String name;

    /** Browsers disagree about secure cookies over http, so a gateway for this machine alone has a plain one. */
    FlowCookie(URI publicUrl) {
        this.secure = "https".equals(publicUrl.getScheme());
        this.name = secure ? "__Host-tributary-flow" : "tributary-flow";
    }

    /** Returns what the browser shows; nothing where it shows none, several, or something else than we gave it. */
    Optional<Secret> shown(MultiMap headers) {
        return Cookies.only(headers, name)
                .filter(value -> FORM.matcher(value).matches())
                .map(Secret::of);
    }

    /** Returns what the browser shows, or else a new secret for it. */
    Secret shownOrNew(MultiMap headers) {
        return shown(headers).orElseGet(AuthorizationRequest::newBrowser);
    }

    /** Returns the header field that makes the browser keep the secret, for an hour from now. */
    String keep(Secret browser) {
        return name + "=" + browser.reveal() + "; Path=/; Max-Age=" + LIFE.toSeconds() + "; HttpOnly; SameSite=Lax"
                + (secure ? "; Secure" : "");
    }
}

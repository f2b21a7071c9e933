package dev.tributary.gateway.connect;

import io.vertx.core.MultiMap;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells by what a browser says of a form whether it was on a page of ours. Immutable and thread-safe. */
public final class FormOrigin {

    /** What a browser says of a form that its user sent from our page, or sends again. */
    private static final Set<String> OURS = Set.of("same-origin", "none");

    private static final String SITE = "Sec-Fetch-Site";

    /** What a browser says of our own forms, too: our pages ask it to tell nobody where it comes from. */
    private static final String UNSAID = "null";

    private final String own;

    /** Takes the gateway's own URL. */
    public FormOrigin(URI publicUrl) {
        this.own = origin(publicUrl);
    }

    /** Says whether the browser tells of somebody else's page (Fetch Metadata). */
    public static boolean isElsewhere(MultiMap headers) {
        return !OURS.containsAll(headers.getAll(SITE));
    }

    /** Says whether the browser tells of a form on somebody else's page. One that knows no Fetch Metadata may still say its origin. */
    public boolean isForeign(MultiMap headers) {
        return headers.contains(SITE)
                ? isElsewhere(headers)
                : !List.of(own, UNSAID).containsAll(headers.getAll("Origin"));
    }

    /** Browsers leave the usual port out. */
    private static String origin(URI url) {
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        String port = url.getPort() < 0 || url.getPort() == usual ? "" : ":" + url.getPort();
        return scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + port;
    }
}

package dev.tributary.spring.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

/**
 * Tells forms of this application's own pages from those of others. A browser says where a request comes from; where it says
 * nothing, the hidden field of the application's own forms must have been sent with its value.
 */
final class OwnForms {

    private final String origin;
    private final HiddenField field;

    OwnForms(URI publicUrl, HiddenField field) {
        this.origin = origin(publicUrl);
        this.field = field;
    }

    /** As browsers say it: in lower case, and without the port that is the scheme's own (RFC 6454 section 6.2). */
    private static String origin(URI url) {
        int usual = "https".equals(url.getScheme()) ? 443 : 80;
        boolean isUsual = url.getPort() < 0 || url.getPort() == usual;
        return url.getScheme() + "://" + url.getHost().toLowerCase(Locale.ROOT) + (isUsual ? "" : ":" + url.getPort());
    }

    /** Returns what a form of ours sends along. */
    Map<String, String> fields(HttpServletRequest request) {
        return field.of(request);
    }

    boolean sent(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String from = request.getHeader("Origin");
        return from == null ? field.isIn(request) : from.equals(origin);
    }
}

package dev.tributary.spring.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;

/**
 * Tells forms of this application's own pages from those of others. A browser says where a request comes from; where it says
 * nothing, the hidden field of the application's own forms must have been sent with its value.
 */
final class OwnForms {

    private final String origin;
    private final HiddenField field;

    OwnForms(URI publicUrl, HiddenField field) {
        this.origin = publicUrl.getScheme() + "://" + publicUrl.getRawAuthority();
        this.field = field;
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

package dev.tributary.spring.security;

import dev.tributary.deployment.DataCenter;
import dev.tributary.deployment.Site;
import dev.tributary.model.Misconfigured;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Compares where a browser came back to with the redirect URI that renewals name. Data Center compares them too, and ends the grant where
 * they differ: that is better found out now than when the first token is over.
 */
final class RedirectCheck {

    private RedirectCheck() {}

    /** Throws {@link Misconfigured} when they differ. */
    static void check(Site site) {
        if (site.deployment() instanceof DataCenter && RequestContextHolder.getRequestAttributes() != null) {
            Web.check(site.registration().redirectUri());
        }
    }

    /** Apart, since applications without a web have no such classes. */
    private static final class Web {

        private Web() {}

        static void check(URI expected) {
            if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes web
                    && isCallback(web.getRequest())
                    && !web.getRequest().getRequestURL().toString().equals(expected.toString())) {
                throw new Misconfigured(
                        "tributary.public-url",
                        "The browser came back to %s, and renewals would name %s, which Data Center refuses. Set tributary.public-url to where browsers find the application."
                                .formatted(web.getRequest().getRequestURL(), expected));
            }
        }

        private static boolean isCallback(HttpServletRequest request) {
            return request.getParameter("code") != null && request.getParameter("state") != null;
        }
    }
}

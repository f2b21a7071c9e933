package dev.tributary.spring.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.csrf.CsrfTokenRequestResolver;
import org.springframework.security.web.csrf.DeferredCsrfToken;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/**
 * The field that Spring Security's CSRF filter looks for. That an application has such a token does not say that the filter has looked:
 * it may be told to ignore some paths. So what was sent is compared here as well.
 */
public final class SecurityField implements HiddenField {

    /** Masked anew in each form, as is usual, or as it is. */
    private static final List<CsrfTokenRequestResolver> WAYS =
            List.of(new XorCsrfTokenRequestAttributeHandler(), new CsrfTokenRequestAttributeHandler());

    @Override
    public Map<String, String> of(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                ? Map.of(token.getParameterName(), token.getToken())
                : Map.of();
    }

    @Override
    public boolean isIn(HttpServletRequest request) {
        return request.getAttribute(DeferredCsrfToken.class.getName()) instanceof DeferredCsrfToken deferred
                && isIn(request, deferred.get());
    }

    private static boolean isIn(HttpServletRequest request, CsrfToken expected) {
        return WAYS.stream()
                .anyMatch(way -> HiddenField.isSame(way.resolveCsrfTokenValue(request, expected), expected.getToken()));
    }
}

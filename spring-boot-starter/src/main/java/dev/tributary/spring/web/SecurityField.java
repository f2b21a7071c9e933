package dev.tributary.spring.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.security.web.csrf.CsrfToken;

/** The field that Spring Security's CSRF filter looks for. */
public final class SecurityField implements HiddenField {

    @Override
    public Map<String, String> of(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                ? Map.of(token.getParameterName(), token.getToken())
                : Map.of();
    }
}

package dev.tributary.spring.web;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;

/** Says who is signed in at the application, in the browser that a request came from, now. */
@FunctionalInterface
public interface SignedIn {

    /** The name of the request's principal, as Spring Security and servlet containers set it. */
    SignedIn PRINCIPAL =
            request -> Optional.ofNullable(request.getUserPrincipal()).map(Principal::getName);

    /**
     * Returns the application's own id of its user, never a value that came with the request; nothing where nobody is signed in.
     *
     * @param request the request
     */
    Optional<String> user(HttpServletRequest request);
}

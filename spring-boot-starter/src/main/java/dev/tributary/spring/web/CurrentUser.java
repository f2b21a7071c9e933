package dev.tributary.spring.web;

import dev.tributary.Tributary;
import dev.tributary.confluence.Confluence;
import dev.tributary.model.Connection;
import dev.tributary.model.NotConnected;
import dev.tributary.model.Owner;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Confluence, for whoever is signed in at the application in the browser that the present request came from. Thread-safe; to be
 * asked on the thread that serves the request. It blocks for the store.
 */
public final class CurrentUser {

    private final Tributary tributary;
    private final Set<String> sites;
    private final SignedIn signedIn;

    /** Takes the engine, the sites that there are, and what says who is signed in. */
    public CurrentUser(Tributary tributary, Set<String> sites, SignedIn signedIn) {
        this.tributary = tributary;
        this.sites = Set.copyOf(sites);
        this.signedIn = signedIn;
    }

    /**
     * Returns Confluence at the one site that there is.
     *
     * <p>Throws {@link NotConnected} where the user has to connect first or nobody is signed in, and {@link IllegalStateException}
     * where there are several sites, or no request.
     */
    public Confluence confluence() {
        return confluence(onlySite());
    }

    /** Returns Confluence at a site; otherwise as {@link #confluence()}. */
    public Confluence confluence(String site) {
        return tributary.confluence(connected(site));
    }

    /** Returns the connection at a site; nothing where there is none or nobody is signed in. */
    public Optional<Connection> connection(String site) {
        return user().flatMap(user -> tributary.connection(user, site));
    }

    /** Returns the connection at a site, and throws {@link NotConnected} where there is none. */
    public Connection connected(String site) {
        return connection(site)
                .orElseThrow(() -> new NotConnected(new Owner(Owner.DEFAULT_APP, user().orElse("nobody")), site));
    }

    /** Returns the id of the one site that there is; throws {@link IllegalStateException} where there are several. */
    public String onlySite() {
        if (sites.size() != 1) {
            throw new IllegalStateException(
                    "There are several sites, %s: say which is meant, by @OnSite or by name.".formatted(sites));
        }
        return sites.iterator().next();
    }

    private Optional<String> user() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            HttpServletRequest request = attributes.getRequest();
            return signedIn.user(request);
        }
        throw new IllegalStateException("There is no request now, so there is no current user. Ask for a connection by"
                + " Tributary.connection(user, site).");
    }
}

package dev.tributary;

import dev.tributary.authorization.AuthorizationIntent;
import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Authorizations;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user about to be sent to Confluence: say what is wanted, then {@link #begin()}. Not thread-safe. */
public final class NewAuthorization {

    private final Authorizations authorizations;
    private final Owner owner;
    private final String site;
    private List<String> scopes = List.of();
    private String returnTo = "/";
    private @Nullable Secret browser;

    NewAuthorization(Authorizations authorizations, Owner owner, String site) {
        this.authorizations = authorizations;
        this.owner = owner;
        this.site = site;
    }

    /** Asks for these scopes instead of the site's; on Data Center the highest of them, which contains the others. */
    public NewAuthorization scopes(String... wanted) {
        this.scopes = List.of(wanted);
        return this;
    }

    /**
     * Remembers the page of the application to come back to, {@code /} by default; {@link Tributary#completeAndReturn}
     * hands it back.
     *
     * <p>Throws {@link IllegalArgumentException} for anything but a path: what comes from a request could lead the user to
     * a foreign site.
     */
    public NewAuthorization returnTo(String path) {
        boolean leadsAway = !path.startsWith("/") || path.startsWith("//") || path.indexOf('\\') >= 0;
        if (leadsAway || path.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "returnTo must be a path of this application, beginning with one slash and without a backslash.");
        }
        this.returnTo = path;
        return this;
    }

    /** Uses the secret that this browser already keeps, as with several tabs; without it a new one is made. */
    public NewAuthorization browser(Secret existing) {
        this.browser = existing;
        return this;
    }

    /**
     * Begins the flow. Redirect the browser to {@link AuthorizationRequest#uri()} with status 303, and let it keep {@link
     * AuthorizationRequest#browser()} in an HttpOnly cookie, or keep that in the session.
     *
     * <p>Blocks for the store. Throws {@link dev.tributary.model.Misconfigured} for an unknown site, {@link
     * IllegalArgumentException} for scopes beyond the site's, {@link dev.tributary.model.RateLimited} when the browser has 16
     * flows under way, {@link dev.tributary.model.Unavailable} when the store is away.
     */
    public AuthorizationRequest begin() {
        Secret kept = browser == null ? AuthorizationRequest.newBrowser() : browser;
        return authorizations.begin(new AuthorizationIntent(owner, site, scopes, returnTo, "", kept));
    }
}

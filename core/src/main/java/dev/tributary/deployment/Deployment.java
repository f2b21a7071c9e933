package dev.tributary.deployment;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One way in which Confluence is run, or another server whose tokens are kept here as well. Immutable. */
public sealed interface Deployment permits DataCenter, Cloud, OAuthServer {

    /** Returns the base URL with its context path and without a slash at the end; tokens go to its origin only. */
    URI baseUrl();

    /** Says whether a connection's calls may go below that address. */
    boolean isHome(URI origin);

    /**
     * Says whether files may be fetched from an address to which Confluence redirects, without any credentials; nowhere, unless
     * the deployment keeps them elsewhere.
     */
    default boolean mayKeepFilesAt(URI address) {
        return false;
    }

    /** Returns the origins at which files are kept apart from the site; callers may be sent there. */
    default List<URI> media() {
        return List.of();
    }

    /** Returns where to ask what. */
    Endpoints endpoints();

    /** Returns where to ask whose a token is; empty where nobody can be asked. */
    default Optional<URI> whoAmI() {
        return Optional.of(endpoints().whoAmI());
    }

    /** Returns where to ask which sites a token opens; empty where that is the base URL's own. */
    default Optional<URI> resources() {
        return Optional.empty();
    }

    /** Returns how it speaks where servers differ. */
    Dialect dialect();

    /** Returns the scope that is asked for where the application names none. */
    List<String> defaultScopes();

    /** Returns what to ask for in order to get these scopes, and a refresh token with them. */
    default List<String> asked(List<String> scopes) {
        return scopes;
    }

    /** Returns how long a refresh token lives unused. */
    Duration idleLife();

    /** Returns the page from which users come to what they authorized, to revoke it. */
    URI authorizationsPage();
}

package dev.tributary.deployment;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** One way in which Confluence is run. Immutable. */
public sealed interface Deployment permits DataCenter {

    /** Returns the base URL with its context path and without a slash at the end; tokens go to its origin only. */
    URI baseUrl();

    /** Returns where to ask what. */
    Endpoints endpoints();

    /** Returns how it speaks where servers differ. */
    Dialect dialect();

    /** Returns the scope that is asked for where the application names none. */
    List<String> defaultScopes();

    /** Returns how long a refresh token lives unused. */
    Duration idleLife();

    /** Returns the page from which users come to what they authorized, to revoke it. */
    URI authorizationsPage();
}

package dev.tributary.simulator.environment;

import java.net.URI;
import java.util.function.Supplier;

/**
 * What every surface of the simulator is built from.
 *
 * @param users who can log in
 * @param clock the time at this Confluence
 * @param switches how it behaves
 * @param base gives the base URL with the context path and without a slash at the end, once the server listens
 */
public record Environment(Users users, SimulatedClock clock, Switches switches, Supplier<URI> base) {

    /** Returns the base URL with the context path and without a slash at the end. */
    public URI baseUrl() {
        return base.get();
    }

    /** Returns the path of the base URL: empty, or a slash and what follows without one at the end. */
    public String contextPath() {
        return baseUrl().getRawPath();
    }
}

package dev.tributary.spring.web;

import dev.tributary.Tributary;
import java.net.URI;
import java.time.Clock;
import java.util.Set;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Where users are connected.
 *
 * @param publicUrl where browsers find the application
 * @param sites the ids of the sites that there are
 */
public record Connecting(URI publicUrl, Set<String> sites) {

    /** Keeps its own copy. */
    public Connecting {
        sites = Set.copyOf(sites);
    }

    /** Takes where browsers find the application, and which sites there are. */
    public static Connecting at(URI publicUrl, Set<String> sites) {
        return new Connecting(publicUrl, sites);
    }

    /** Returns the pages to connect, to come back and to disconnect. */
    public RouterFunction<ServerResponse> routes(Tributary tributary, SignedIn signedIn, HiddenField field) {
        return new ConnectRoutes(
                        tributary, sites, signedIn, new OwnForms(publicUrl, field), new SessionFlows(Clock.systemUTC()))
                .routes();
    }
}

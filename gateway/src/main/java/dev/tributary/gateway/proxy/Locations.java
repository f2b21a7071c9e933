package dev.tributary.gateway.proxy;

import dev.tributary.gateway.http.TargetGrammar;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * Rewrites where Confluence sends a client, so that it comes back through the gateway, unless that is where the deployment keeps
 * its files. Immutable.
 *
 * @param base the site's base URL with its context path
 * @param here the site at the gateway: {@code publicUrl} and {@code /sites/{site}}
 * @param media the origins at which the deployment keeps files; they take no credentials of ours
 */
record Locations(URI base, URI here, List<URI> media) {

    /**
     * Returns where the caller may go, or nothing where the location is not on the site: the caller's client might follow it
     * with its app key.
     *
     * @param location what Confluence said
     * @param target the path and query that were asked for at Confluence
     */
    Optional<String> rewritten(String location, String target) {
        try {
            URI there = base.resolve(target).resolve(new URI(location));
            if (there.getRawUserInfo() != null) {
                return Optional.empty();
            }
            String context = base.getRawPath();
            String path = there.getRawPath();
            boolean below = path != null && (path.equals(context) || path.startsWith(context + "/"));
            if (!isSameOrigin(base, there) || !below) {
                return media.stream().anyMatch(origin -> isSameOrigin(origin, there))
                        ? Optional.of(there.toString())
                        : Optional.empty();
            }
            // A client may resolve what is no canonical path, and end outside the site with its app key.
            if (TargetGrammar.fault(path).isPresent()) {
                return Optional.empty();
            }
            String query = there.getRawQuery() == null ? "" : "?" + there.getRawQuery();
            String fragment = there.getRawFragment() == null ? "" : "#" + there.getRawFragment();
            return Optional.of(here + path.substring(context.length()) + query + fragment);
        } catch (URISyntaxException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean isSameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI url) {
        return url.getPort() >= 0 ? url.getPort() : "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    }
}

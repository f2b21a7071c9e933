package dev.tributary.authorization;

import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.Site;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.CloudSite;
import java.net.URI;
import java.util.List;

/**
 * Where a connection's Confluence is.
 *
 * @param origin for programs
 * @param home for people
 */
record Place(URI origin, URI home) {

    private static final String CONFLUENCE = "/wiki";

    /** Returns that of a site of Cloud whose address people know. */
    static Place at(URI origin, URI address) {
        return new Place(origin, URI.create(address + CONFLUENCE));
    }

    /** Returns the base URL's own, or the one site of Cloud that was chosen. Throws where none was chosen. */
    static Place of(Site site, List<CloudSite> chosen) {
        if (!(site.deployment() instanceof Cloud cloud)) {
            URI base = site.deployment().baseUrl();
            return new Place(base, base);
        }
        if (chosen.size() != 1) {
            throw new AuthorizationFailed(Reason.SITE_NOT_CHOSEN, site.id());
        }
        CloudSite one = chosen.get(0);
        return at(cloud.origin(one.id()), one.url());
    }
}

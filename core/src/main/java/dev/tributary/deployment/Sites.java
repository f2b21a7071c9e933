package dev.tributary.deployment;

import dev.tributary.model.Connection;
import dev.tributary.model.Misconfigured;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The sites this application is registered with, by id. Thread-safe. */
public final class Sites {

    private volatile Known known;

    private record Known(Map<String, Site> byId, Map<String, Site> byRegistration) {

        static Known of(Collection<Site> sites) {
            return new Known(
                    sites.stream().collect(Collectors.toUnmodifiableMap(Site::id, Function.identity())),
                    sites.stream()
                            .sorted(Comparator.comparing(Site::id))
                            .collect(Collectors.toUnmodifiableMap(
                                    SharedPlace::registration, Function.identity(), (first, later) -> first)));
        }
    }

    /** Takes the sites. Throws {@link IllegalStateException} when two have the same id. */
    public Sites(Collection<Site> sites) {
        this.known = Known.of(sites);
    }

    /**
     * Knows these sites from now on and no others, all at once. What has begun with a site goes on with it as it was. Connections
     * of a site that is gone, or whose address was edited, cannot be used until it is restored, and are kept. Throws {@link
     * IllegalStateException} when two have the same id.
     */
    public void replace(Collection<Site> sites) {
        known = Known.of(sites);
    }

    /** Returns a site. Throws {@link Misconfigured} when there is none of that id. */
    public Site get(String id) {
        Site site = known.byId().get(id);
        if (site == null) {
            throw new Misconfigured("sites", "There is no site '" + id + "'. Add it to the configuration.");
        }
        return site;
    }

    /**
     * Returns the site of a connection, to send its tokens there. Throws {@link Misconfigured} when its address was edited
     * since: tokens go only to where they came from.
     */
    public Site of(Connection connection) {
        if (SharedPlace.isOne(connection.site())) {
            return shared(connection.site());
        }
        Site site = get(connection.site());
        if (!site.deployment().isHome(connection.origin())) {
            throw new Misconfigured(
                    "sites." + site.id() + ".baseUrl",
                    "The user was connected at %s, and the site is now at %s. Tokens go only to where they came from: restore the address, or send the user to connect again."
                            .formatted(connection.origin(), site.deployment().baseUrl()));
        }
        return site;
    }

    /** Returns the site of a connection, unless it was taken out of the configuration or its address was edited since. */
    public Optional<Site> home(Connection connection) {
        return SharedPlace.isOne(connection.site())
                ? Optional.ofNullable(known.byRegistration().get(SharedPlace.registration(connection.site())))
                : Optional.ofNullable(known.byId().get(connection.site()))
                        .filter(site -> site.deployment().isHome(connection.origin()));
    }

    private Site shared(String place) {
        Site site = known.byRegistration().get(SharedPlace.registration(place));
        if (site == null) {
            throw new Misconfigured(
                    "sites",
                    "Users gave their consent to a client id that no site has any more. Restore it, or send the users to connect again.");
        }
        return site;
    }

    /** Says whether the tokens of a connection at a shared place may go where another connection's do. */
    public boolean isOf(String place, Connection connection) {
        return SharedPlace.registration(of(connection)).equals(SharedPlace.registration(place));
    }

    /** Returns the ids of the sites at which one registration at one server is used, this one among them. */
    public List<String> sharing(Site site) {
        return known.byId().values().stream()
                .filter(other -> other.registration()
                                .clientId()
                                .equals(site.registration().clientId())
                        && other.deployment()
                                .endpoints()
                                .token()
                                .equals(site.deployment().endpoints().token()))
                .map(Site::id)
                .sorted()
                .toList();
    }

    /** Returns all sites. */
    public List<Site> all() {
        return List.copyOf(known.byId().values());
    }
}

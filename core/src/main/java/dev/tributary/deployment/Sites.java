package dev.tributary.deployment;

import dev.tributary.model.Misconfigured;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The sites this application is registered with, by id. Immutable and thread-safe. */
public final class Sites {

    private final Map<String, Site> byId;

    /** Takes the sites. Throws {@link IllegalStateException} when two have the same id. */
    public Sites(Collection<Site> sites) {
        this.byId = sites.stream().collect(Collectors.toUnmodifiableMap(Site::id, Function.identity()));
    }

    /** Returns a site. Throws {@link Misconfigured} when there is none of that id. */
    public Site get(String id) {
        Site site = byId.get(id);
        if (site == null) {
            throw new Misconfigured("sites", "There is no site '" + id + "'. Add it to the configuration.");
        }
        return site;
    }

    /** Returns all sites. */
    public List<Site> all() {
        return List.copyOf(byId.values());
    }
}

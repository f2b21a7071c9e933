package dev.tributary;

import dev.tributary.model.CloudSite;
import java.util.List;
import java.util.Optional;

/** Says which of several sites of Confluence Cloud a user means. */
@FunctionalInterface
public interface SiteChooser {

    /** Chooses none, so that a user with several sites does not become connected to the wrong one. */
    SiteChooser NOBODY = sites -> Optional.empty();

    /**
     * Returns one of the sites, or nothing if the user does not say. Called by the thread that completes, before anything is
     * stored.
     *
     * @param sites at least two; their names are what somebody wrote, to be escaped wherever they are shown
     */
    Optional<CloudSite> choose(List<CloudSite> sites);
}

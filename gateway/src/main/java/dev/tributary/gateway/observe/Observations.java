package dev.tributary.gateway.observe;

import java.util.List;
import java.util.Objects;

/**
 * What was seen of one server.
 *
 * @param site the id of the site
 * @param edition which Confluence it is
 * @param all each fact, in the order in which it was asked for
 */
public record Observations(String site, String edition, List<Observation> all) {

    /** Keeps its own copy. */
    public Observations {
        all = List.copyOf(all);
    }

    /** Returns the switches that make a simulator do the same. */
    public List<String> switches() {
        return all.stream()
                .map(Observation::simulator)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }
}

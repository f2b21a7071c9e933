package dev.tributary.evidence.search;

import java.util.List;

/**
 * What the tests of a module have to leave, lest nothing is found because nothing was looked at.
 *
 * @param module the module's directory
 * @param secrets how many secrets its simulators have at least written down
 * @param megabytes how much there is at least to be searched
 * @param places patterns below {@code target}, each of at least one file that is not empty
 */
public record Demand(String module, int secrets, int megabytes, List<String> places) {

    /** Makes one. */
    public Demand {
        places = List.copyOf(places);
    }
}

package dev.tributary.gateway.observe;

import org.jspecify.annotations.Nullable;

/**
 * One fact about a server. It carries no secret and no text of the server's.
 *
 * @param fact its name, such as {@code refresh-redirect-uri}
 * @param asked what was asked
 * @param seen what was seen
 * @param settles what that settles
 * @param simulator the switch that makes a simulator do the same, such as {@code redirect-uri-on-refresh=optional}; absent for none
 */
public record Observation(
        String fact,
        String asked,
        String seen,
        String settles,
        @Nullable String simulator) {

    /** Says that nothing was asked, and why. */
    static Observation untried(String fact, String asked, String why) {
        return new Observation(fact, asked, "not tried: " + why, "nothing; it stays open.", null);
    }

    static Observation of(String fact, String asked, Reply seen, Settled settled) {
        return new Observation(fact, asked, seen.toString(), settled.settles(), settled.simulator());
    }

    /**
     * What an answer settles.
     *
     * @param settles in words
     * @param simulator the simulator's switch; absent for none
     */
    record Settled(String settles, @Nullable String simulator) {

        static Settled by(String settles, String simulator) {
            return new Settled(settles, simulator);
        }

        static Settled words(String settles) {
            return new Settled(settles, null);
        }
    }
}

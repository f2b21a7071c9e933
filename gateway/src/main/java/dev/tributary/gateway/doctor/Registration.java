package dev.tributary.gateway.doctor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that was heard of a registration: one answer alone does not tell which part of it is wrong.
 *
 * @param landing where the gateway's own request leads
 * @param stranger where the same request leads for a client that nobody has registered
 * @param client what the token endpoint makes of the client
 * @param other what it makes of the client with the other secret; absent where there is none
 * @param less where requests for less lead, by the one scope that they ask for; none were made where all is well
 */
record Registration(
        Landing landing,
        Landing stranger,
        ClientSeen client,
        @Nullable ClientSeen other,
        Map<String, Landing> less) {

    /** Nothing was heard. */
    static final Registration UNKNOWN = new Registration(
            Landing.NONE, Landing.NONE, ClientSeen.notAsked("the site gave no answer"), null, Map.of());

    /** Says whether strangers are treated as the client is, so that the landing tells nothing of the client. */
    boolean tellsNothing() {
        return stranger.kind() == landing.kind();
    }

    /** Returns the scopes that were asked for alone and refused, where others were not. */
    List<String> refusedScopes() {
        return takesSome()
                ? less.keySet().stream().filter(scope -> !takes(scope)).sorted().toList()
                : List.of();
    }

    /** Returns the last scope of a ladder that may be asked for. */
    Optional<String> greatest(List<String> ladder) {
        return ladder.stream().filter(this::takes).reduce((lower, higher) -> higher);
    }

    boolean takesSome() {
        return less.keySet().stream().anyMatch(this::takes);
    }

    private boolean takes(String scope) {
        Landing landing = less.get(scope);
        return landing != null && landing.goesOn();
    }
}

package dev.tributary.cli.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the journey set out to prove, in order, and what it has proved so far. Not thread-safe: one journey, one thread. */
final class Proofs {

    private final List<Claim> claims;
    private final Map<Claim, String> proved = new LinkedHashMap<>();

    Proofs(List<Claim> claims) {
        this.claims = claims;
    }

    void proved(Claim claim) {
        proved.put(claim, claim.text());
    }

    void proved(Claim claim, String detail) {
        proved.put(claim, detail);
    }

    /** Returns the first claim that is still open. */
    Optional<Claim> open() {
        return claims.stream().filter(claim -> !proved.containsKey(claim)).findFirst();
    }

    /** Returns what was proved, a line each; then, if anything is open, what was not and why. */
    String report(String reason) {
        String done = String.join("\n", proved.values());
        return open().map(claim ->
                        done + (done.isEmpty() ? "" : "\n") + "not proved: " + claim.text() + " (" + reason + ")")
                .orElse(done);
    }
}

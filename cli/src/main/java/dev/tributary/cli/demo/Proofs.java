package dev.tributary.cli.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the journey set out to prove, in order, and what it has proved so far. Not thread-safe: one journey, one thread. */
final class Proofs {

    /** One thing to prove. */
    enum Claim {
        AUTHORIZED("authorized as alice"),
        READ("read pages"),
        WROTE("wrote one page"),
        RENEWED("renewed twice without the caller noticing"),
        RECOVERED("recovered from a token revoked behind its back"),
        REVOKED("disconnected and revoked");

        private final String text;

        Claim(String text) {
            this.text = text;
        }
    }

    private final Map<Claim, String> proved = new LinkedHashMap<>();

    void proved(Claim claim) {
        proved.put(claim, claim.text);
    }

    void proved(Claim claim, String detail) {
        proved.put(claim, detail);
    }

    /** Returns the first claim that is still open. */
    Optional<Claim> open() {
        for (Claim claim : Claim.values()) {
            if (!proved.containsKey(claim)) {
                return Optional.of(claim);
            }
        }
        return Optional.empty();
    }

    /** Returns what was proved, a line each; then, if anything is open, what was not and why. */
    String report(String reason) {
        String done = String.join("\n", proved.values());
        return open().map(claim ->
                        done + (done.isEmpty() ? "" : "\n") + "not proved: " + claim.text + " (" + reason + ")")
                .orElse(done);
    }
}

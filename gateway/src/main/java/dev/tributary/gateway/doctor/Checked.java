package dev.tributary.gateway.doctor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One check that is over.
 *
 * @param check what was looked at
 * @param site the site; absent where it is the gateway itself
 * @param skipped whether nothing was looked at, because something else has to be mended first
 * @param seen what was seen, in a few words; or why nothing was looked at
 * @param findings what should be changed; none where all is well
 */
public record Checked(Check check, @Nullable String site, boolean skipped, String seen, List<Finding> findings) {

    /** Keeps its own copy. */
    public Checked {
        findings = List.copyOf(findings);
    }

    static Checked of(Check check, @Nullable String site, Judgement judgement) {
        List<Finding> findings = judgement.advice().stream()
                .map(advice -> Finding.of(check, site, advice))
                .toList();
        return new Checked(check, site, judgement.skipped(), judgement.seen(), findings);
    }

    /** Says whether nothing about it should be changed. */
    public boolean isWell() {
        return findings.isEmpty();
    }
}

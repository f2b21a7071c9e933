package dev.tributary.gateway.doctor;

import java.util.List;

/**
 * All checks of a configuration.
 *
 * @param checks each check, in the order in which they were made
 */
public record Report(List<Checked> checks) {

    /** Keeps its own copy. */
    public Report {
        checks = List.copyOf(checks);
    }

    /** Says whether nothing should be changed. */
    public boolean isHealthy() {
        return checks.stream().allMatch(Checked::isWell);
    }

    /** Returns what should be changed. */
    public List<Finding> findings() {
        return checks.stream().flatMap(check -> check.findings().stream()).toList();
    }

    /** Returns how many findings are that bad. */
    public long count(Severity severity) {
        return findings().stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }
}

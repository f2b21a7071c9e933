package dev.tributary.gateway.config;

import java.time.Duration;

/**
 * What is written into the audit, and how long it stays.
 *
 * @param retention how long entries stay
 * @param callRetention how long calls and renewals stay, of which there are many
 * @param renewals whether renewals are in it
 * @param calls which part of the calls is in it: 0 for none, 1 for all
 */
public record AuditConfig(Duration retention, Duration callRetention, boolean renewals, double calls) {

    /** A year of what was done, a month of renewals, and no calls. */
    public static final AuditConfig USUAL = new AuditConfig(Duration.ofDays(365), Duration.ofDays(30), true, 0);
}

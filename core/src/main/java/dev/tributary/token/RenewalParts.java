package dev.tributary.token;

import dev.tributary.deployment.Sites;
import java.util.random.RandomGenerator;

/**
 * What a renewal works with.
 *
 * @param sites where refresh tokens are spent
 * @param rows where connections are kept
 * @param endpoint what spends refresh tokens
 * @param revocation what ends a pair that belongs to nobody any more
 * @param time what measures durations
 * @param timing how long what may take
 * @param steps what is done to a row
 * @param writes what is under way and must not lose its token
 * @param chance what keeps nodes and connections from acting in one moment
 * @param notice who is told of renewals that fail and of ends in sight
 */
record RenewalParts(
        Sites sites,
        Rows rows,
        RefreshEndpoint endpoint,
        Disposal revocation,
        Timekeeper time,
        RenewalTiming timing,
        Steps steps,
        Writes writes,
        RandomGenerator chance,
        Notice notice) {}

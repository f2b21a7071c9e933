/**
 * What a test or a developer does to the simulator: faults by script, the journal of requests, and the endpoints under {@code /simulator}.
 * Nothing here exists in a real Confluence.
 */
@NullMarked
package dev.tributary.simulator.control;

import org.jspecify.annotations.NullMarked;

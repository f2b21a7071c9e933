package dev.tributary.simulator.content;

import java.time.Instant;

/**
 * One saved state of a piece of content.
 *
 * @param number 1 for the first
 * @param by the username of who saved it
 * @param body the body in storage format
 */
public record Version(
        int number, String by, Instant when, String message, boolean minorEdit, String title, String body) {
    public Version {
        if (number < 1) {
            throw new IllegalArgumentException("A version number starts at 1, not " + number);
        }
    }
}

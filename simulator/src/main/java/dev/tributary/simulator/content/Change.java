package dev.tributary.simulator.content;

import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to change about content.
 *
 * @param number the version this is to become: the current one plus 1
 * @param title null to keep it
 * @param body storage format; null to keep it
 * @param parentId the page to move it below; null to leave it where it is
 */
public record Change(
        int number,
        @Nullable String title,
        @Nullable String body,
        @Nullable String parentId,
        String message,
        boolean minorEdit) {}

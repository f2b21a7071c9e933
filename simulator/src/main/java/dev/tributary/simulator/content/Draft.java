package dev.tributary.simulator.content;

import org.jspecify.annotations.Nullable;

/**
 * Content that somebody wants to add.
 *
 * @param parentId the parent page, the commented content, or null at the top of the space
 * @param body storage format
 */
public record Draft(
        ContentType type,
        String spaceKey,
        String title,
        @Nullable String parentId,
        String body) {}

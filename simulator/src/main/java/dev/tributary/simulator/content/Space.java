package dev.tributary.simulator.content;

/**
 * A space.
 *
 * @param homepageId the page shown first
 * @param anonymous whether people who are not logged in may see it, where the site admits them at all
 */
public record Space(long id, String key, String name, String description, String homepageId, boolean anonymous) {}

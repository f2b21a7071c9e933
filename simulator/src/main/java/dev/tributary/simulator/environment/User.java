package dev.tributary.simulator.environment;

/**
 * Somebody who can log in.
 *
 * @param name the username, in lower case
 * @param displayName the full name
 * @param key Confluence's internal key of the user, which survives a rename
 * @param administrator whether the user may administer and see everything
 */
public record User(String name, String displayName, String key, boolean administrator) {}

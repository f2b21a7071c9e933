package dev.tributary;

import dev.tributary.model.Connection;

/**
 * A user who came back connected.
 *
 * @param connection the connection
 * @param returnTo the path of the application that the flow was begun with
 */
public record Returned(Connection connection, String returnTo) {}

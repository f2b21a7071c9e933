package dev.tributary.confluence;

import dev.tributary.http.HttpAnswer;
import dev.tributary.model.Connection;

/**
 * An answer that was given to the right user.
 *
 * @param connection whose token was sent
 * @param request what was asked
 * @param answer what came
 */
record Served(Connection connection, ConfluenceRequest request, HttpAnswer answer) {}

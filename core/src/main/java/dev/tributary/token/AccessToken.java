package dev.tributary.token;

import dev.tributary.model.Connection;
import dev.tributary.model.Secret;

/**
 * An access token, with the connection as it stood when the token was handed out: its account is who must be served, its
 * generation is what a rejection refers to.
 *
 * @param connection the connection
 * @param value the bearer token
 */
public record AccessToken(Connection connection, Secret value) {}

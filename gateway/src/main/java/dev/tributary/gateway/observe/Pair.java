package dev.tributary.gateway.observe;

import dev.tributary.model.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A token pair of the grant that is given for this.
 *
 * @param access the access token
 * @param refresh the refresh token; absent where none came
 */
record Pair(Secret access, @Nullable Secret refresh) {}

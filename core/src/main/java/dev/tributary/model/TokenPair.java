package dev.tributary.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What authorizes a connection: an access token with the refresh token that renews it, or a personal access token alone.
 *
 * @param accessToken the bearer token
 * @param refreshToken spent to obtain the next pair; absent where nothing can be renewed
 * @param expiresAt when the access token ends; absent where it does not, or nobody said
 * @param renewAt from when on it must be renewed before use, the same for every node; absent where nothing can be renewed
 * @param grantEndsAt when the refresh token dies unless it is used before; absent where unknown
 */
public record TokenPair(
        Secret accessToken,
        @Nullable Secret refreshToken,
        @Nullable Instant expiresAt,
        @Nullable Instant renewAt,
        @Nullable Instant grantEndsAt) {}

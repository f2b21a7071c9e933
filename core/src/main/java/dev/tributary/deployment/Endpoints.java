package dev.tributary.deployment;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where to ask what.
 *
 * @param authorize where the browser is sent to; a query of its own is kept (RFC 6749 section 3.1)
 * @param token where codes and refresh tokens are spent
 * @param revoke where tokens are revoked (RFC 7009); absent where the server has no such endpoint
 * @param whoAmI where a token's user is asked for
 * @param personalTokens where a user's personal access tokens are listed; absent where there are none
 */
public record Endpoints(
        URI authorize,
        URI token,
        @Nullable URI revoke,
        URI whoAmI,
        @Nullable URI personalTokens) {}

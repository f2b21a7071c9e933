package dev.tributary.deployment;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where to ask what.
 *
 * @param authorize where the browser is sent to
 * @param token where codes and refresh tokens are spent
 * @param revoke where tokens are revoked (RFC 7009); absent where the server has no such endpoint
 * @param whoAmI where a token's user is asked for
 */
public record Endpoints(URI authorize, URI token, @Nullable URI revoke, URI whoAmI) {}

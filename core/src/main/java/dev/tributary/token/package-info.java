/**
 * The life of a token: handing it out while it is fresh, renewing it once for all callers, and revoking it. Whoever needs an
 * access token asks {@link dev.tributary.token.Tokens}; how a pair is renewed is nobody else's business.
 */
@NullMarked
package dev.tributary.token;

import org.jspecify.annotations.NullMarked;

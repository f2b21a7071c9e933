/**
 * Who asks: an application by its key, or one of its users by a token of the issuer that the application names. Everything
 * here is decided without blocking; what cannot be decided is refused.
 */
@NullMarked
package dev.tributary.gateway.identity;

import org.jspecify.annotations.NullMarked;

/**
 * Who administers: signing in at the console with an admin key or at an OpenID provider, and the sessions that come of it. Nothing
 * here authorizes anything but the console.
 */
@NullMarked
package dev.tributary.gateway.signin;

import org.jspecify.annotations.NullMarked;

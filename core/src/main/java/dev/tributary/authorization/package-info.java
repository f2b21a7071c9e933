/**
 * Making and ending connections: beginning the authorization code flow, judging its callback, exchanging the code, asking
 * whom the token belongs to, and disconnecting. What sends a request never judges its answer, so every check is a pure function.
 */
@NullMarked
package dev.tributary.authorization;

import org.jspecify.annotations.NullMarked;

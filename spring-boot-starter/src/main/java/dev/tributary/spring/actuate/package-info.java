/**
 * What operators see: health, connections and their ends, meters and observations. No token is in it, and no user's name in a
 * meter.
 */
@NullMarked
package dev.tributary.spring.actuate;

import org.jspecify.annotations.NullMarked;

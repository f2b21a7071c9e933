/**
 * What Confluence still allows, as far as its answers tell, and whose call is next where that is little. Changes when limits of
 * Confluence, or what is fair, do.
 */
@NullMarked
package dev.tributary.gateway.budget;

import org.jspecify.annotations.NullMarked;

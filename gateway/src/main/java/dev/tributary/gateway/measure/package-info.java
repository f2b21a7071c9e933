/**
 * What the gateway counts and measures, for those who run it. No user, account or path is in it: only names that the
 * configuration has.
 */
@NullMarked
package dev.tributary.gateway.measure;

import org.jspecify.annotations.NullMarked;

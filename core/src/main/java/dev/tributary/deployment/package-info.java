/**
 * Confluence as data: where its endpoints are and how its wire differs, so that the flow and the engine know no edition.
 * Every endpoint can be overridden, which is also how any other OAuth server is used.
 */
@NullMarked
package dev.tributary.deployment;

import org.jspecify.annotations.NullMarked;

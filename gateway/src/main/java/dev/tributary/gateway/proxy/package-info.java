/**
 * {@code /sites/{site}/**}: one call of an application, made in Confluence as one of its users. What may pass is decided by
 * pure functions over the octets that were received, and the same octets are sent on.
 */
@NullMarked
package dev.tributary.gateway.proxy;

import org.jspecify.annotations.NullMarked;

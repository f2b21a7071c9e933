/** Messages to applications, in each of the databases and over a real network. */
@NullMarked
package dev.tributary.gateway.webhook;

import org.jspecify.annotations.NullMarked;

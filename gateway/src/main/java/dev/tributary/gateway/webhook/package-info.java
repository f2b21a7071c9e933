/**
 * Tells applications what happens to their connections, as Standard Webhooks specifies it. Messages are written in the transaction
 * in which it happens, and sent until they arrive or three days have passed.
 */
@NullMarked
package dev.tributary.gateway.webhook;

import org.jspecify.annotations.NullMarked;

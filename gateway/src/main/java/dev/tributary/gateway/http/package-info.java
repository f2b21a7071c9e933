/**
 * The listener: what reaches the gateway at all. Messages that two readers could read differently are refused here, before
 * any routing, and slow, large or too many connections are ended.
 */
@NullMarked
package dev.tributary.gateway.http;

import org.jspecify.annotations.NullMarked;

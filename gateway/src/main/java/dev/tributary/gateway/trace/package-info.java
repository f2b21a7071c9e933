/**
 * Spans of calls for a collector that speaks OTLP: the request, the look for its token, and the site's answer. Neither queries
 * nor users nor tokens are in them.
 */
@NullMarked
package dev.tributary.gateway.trace;

import org.jspecify.annotations.NullMarked;

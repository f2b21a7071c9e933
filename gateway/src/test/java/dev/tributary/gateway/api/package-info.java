/** What applications ask of a running gateway. */
@NullMarked
package dev.tributary.gateway.api;

import org.jspecify.annotations.NullMarked;

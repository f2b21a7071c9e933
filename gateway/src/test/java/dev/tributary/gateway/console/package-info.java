/** The console of a running gateway, as browsers, administrators and strangers find it. */
@NullMarked
package dev.tributary.gateway.console;

import org.jspecify.annotations.NullMarked;

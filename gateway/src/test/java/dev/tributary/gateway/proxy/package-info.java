/** Calls through the running proxy: to the simulator, and to a hostile Confluence that is a bare socket. */
@NullMarked
package dev.tributary.gateway.proxy;

import org.jspecify.annotations.NullMarked;

/** Connecting through a running gateway, a browser that fills in forms, and a running Confluence. */
@NullMarked
package dev.tributary.gateway.connect;

import org.jspecify.annotations.NullMarked;

/**
 * The console: pages for administrators, made on the server. They may be used without a script and without a mouse, show no token
 * of anybody, and escape what others chose. Who may see them is decided elsewhere.
 */
@NullMarked
package dev.tributary.gateway.console;

import org.jspecify.annotations.NullMarked;

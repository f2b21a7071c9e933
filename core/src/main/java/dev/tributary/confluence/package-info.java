/**
 * Calling Confluence as a connection's user, and reading its answers: who was served, and what the answer means. The reading
 * is one pure function, used by the library and the gateway alike.
 */
@NullMarked
package dev.tributary.confluence;

import org.jspecify.annotations.NullMarked;

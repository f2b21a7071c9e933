/**
 * Connecting a user through a browser: links that applications ask for, the page behind a link, the callback, and grants that
 * are held until the application confirms whose they are. Everything that is shown here is shown to people.
 */
@NullMarked
package dev.tributary.gateway.connect;

import org.jspecify.annotations.NullMarked;

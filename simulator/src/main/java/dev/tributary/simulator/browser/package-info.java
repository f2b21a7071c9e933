/**
 * A user with a browser, for tests and headless demonstrations: it logs in, consents, and shows every exchange to a listener.
 * It knows cookies, redirects and simple HTML forms, and no script.
 */
@NullMarked
package dev.tributary.simulator.browser;

import org.jspecify.annotations.NullMarked;

/**
 * Docs Portal: a small web application as a user of the gateway would write it, with a sign-in and a session of its own. It
 * knows nothing of Tributary's Java API and talks to the gateway by HTTP only.
 */
@NullMarked
package dev.tributary.cli.portal;

import org.jspecify.annotations.NullMarked;

/**
 * The gateway as an application in any language sees it: HTTP, JSON and problem documents. It knows nothing of Tributary's
 * Java API, and is what the demo and its portal call Confluence through.
 */
@NullMarked
package dev.tributary.cli.client;

import org.jspecify.annotations.NullMarked;

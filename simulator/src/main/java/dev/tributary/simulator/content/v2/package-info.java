/**
 * Confluence Cloud's REST surface, version 2, over the content of {@code content}: one resource for each kind of content, lists that go on
 * by cursor, and errors in its own form.
 */
@NullMarked
package dev.tributary.simulator.content.v2;

import org.jspecify.annotations.NullMarked;

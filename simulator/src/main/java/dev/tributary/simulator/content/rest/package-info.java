/**
 * Confluence's REST surface, version 1, over the content of {@code content}: resources that read requests, views that write
 * JSON, and the guards every request passes. It mirrors what clients meet on the wire, the odd parts included.
 */
@NullMarked
package dev.tributary.simulator.content.rest;

import org.jspecify.annotations.NullMarked;

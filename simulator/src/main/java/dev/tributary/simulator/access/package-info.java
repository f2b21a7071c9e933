/**
 * How Confluence recognises its callers: browser sessions, OAuth and personal access tokens, name and password.
 * It decides who is calling before any handler runs, and stamps each answer with who was served.
 */
@NullMarked
package dev.tributary.simulator.access;

import org.jspecify.annotations.NullMarked;

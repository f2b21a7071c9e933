/**
 * Spring's own HTTP clients on the engine's way to Confluence: they authorize, read who was served, renew and replay as every
 * other call does, since it is the same code.
 */
@NullMarked
package dev.tributary.spring.client;

import org.jspecify.annotations.NullMarked;

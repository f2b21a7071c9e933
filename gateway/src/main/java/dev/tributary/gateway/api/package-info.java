/**
 * What applications ask of the gateway besides calls: links, connections, and what the gateway can do. Who asks is decided
 * from the head of a request alone; what belongs to another application looks as if it did not exist.
 */
@NullMarked
package dev.tributary.gateway.api;

import org.jspecify.annotations.NullMarked;

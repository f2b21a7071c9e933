/**
 * What survives the process: connections with their tokens, and tickets, the short-lived records of a flow under way. Two
 * small ports, a store in memory, and encryption as a decorator around any store.
 */
@NullMarked
package dev.tributary.store;

import org.jspecify.annotations.NullMarked;

/**
 * What passing a call on costs, side by side with other proxies: each a process of its own, tied to one core, between the same
 * load and the same upstream. Programs of others are those of the machine; what is missing is skipped, and said.
 */
@NullMarked
package dev.tributary.benchmarks.proxy;

import org.jspecify.annotations.NullMarked;

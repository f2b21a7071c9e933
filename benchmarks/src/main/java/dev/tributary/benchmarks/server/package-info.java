/** The authorization server that all are measured against: small, over real HTTP, and knowing nothing of any of them. */
@NullMarked
package dev.tributary.benchmarks.server;

import org.jspecify.annotations.NullMarked;

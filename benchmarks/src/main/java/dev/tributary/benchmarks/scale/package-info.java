/** What a million connections cost: a node, its memory, and the questions it asks its database. */
@NullMarked
package dev.tributary.benchmarks.scale;

import org.jspecify.annotations.NullMarked;

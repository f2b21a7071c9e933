/** Looks through what was kept for secrets: each of them, whole or a piece of it, as it is or encoded. */
@NullMarked
package dev.tributary.evidence.search;

import org.jspecify.annotations.NullMarked;

/** Tests of the search. */
@NullMarked
package dev.tributary.evidence.search;

import org.jspecify.annotations.NullMarked;

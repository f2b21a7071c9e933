/** Tests of the stores: one contract that each of them passes, and what is particular to some. */
@NullMarked
package dev.tributary.store;

import org.jspecify.annotations.NullMarked;

/** Tests of the vocabulary. */
@NullMarked
package dev.tributary.model;

import org.jspecify.annotations.NullMarked;

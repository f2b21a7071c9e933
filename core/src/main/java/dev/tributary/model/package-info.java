/** The vocabulary: records and the sealed failures. A leaf: it knows no other package of Tributary. */
@NullMarked
package dev.tributary.model;

import org.jspecify.annotations.NullMarked;

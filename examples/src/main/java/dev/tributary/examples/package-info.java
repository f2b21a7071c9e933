/** Whole small programs that the build compiles and runs. They are meant to be copied. */
@NullMarked
package dev.tributary.examples;

import org.jspecify.annotations.NullMarked;

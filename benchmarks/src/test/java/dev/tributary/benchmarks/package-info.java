/** That what is measured by can be trusted. */
@NullMarked
package dev.tributary.benchmarks;

import org.jspecify.annotations.NullMarked;

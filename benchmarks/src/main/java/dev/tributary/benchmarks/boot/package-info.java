/** What it costs to start an application of Spring Boot, with and without the starter. */
@NullMarked
package dev.tributary.benchmarks.boot;

import org.jspecify.annotations.NullMarked;

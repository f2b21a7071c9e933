/** Tests of the demonstration's parts; the whole of it is run by the acceptance tests. */
@NullMarked
package dev.tributary.cli.demo;

import org.jspecify.annotations.NullMarked;

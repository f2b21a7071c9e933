/** Tests of what the simulated cloud knows as data. */
@NullMarked
package dev.tributary.simulator.cloud;

import org.jspecify.annotations.NullMarked;

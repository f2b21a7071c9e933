/** Tests of making and ending connections: the judge by tables, the flow against the simulator. */
@NullMarked
package dev.tributary.authorization;

import org.jspecify.annotations.NullMarked;

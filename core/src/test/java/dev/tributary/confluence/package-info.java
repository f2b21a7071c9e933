/** Tests of reading Confluence's answers and of calling it, against the simulator and against hostile stand-ins. */
@NullMarked
package dev.tributary.confluence;

import org.jspecify.annotations.NullMarked;

/** Plants secrets wherever something is kept, and looks whether they are found there. */
@NullMarked
package dev.tributary.evidence;

import org.jspecify.annotations.NullMarked;

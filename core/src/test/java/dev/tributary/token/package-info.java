/** How tokens are issued, judged and renewed. */
@NullMarked
package dev.tributary.token;

import org.jspecify.annotations.NullMarked;

/** What the starter's code is like, kept by tests. */
@NullMarked
package dev.tributary.spring.architecture;

import org.jspecify.annotations.NullMarked;

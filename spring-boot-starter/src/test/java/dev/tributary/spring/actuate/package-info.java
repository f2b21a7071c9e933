/** Tests of what operators see. */
@NullMarked
package dev.tributary.spring.actuate;

import org.jspecify.annotations.NullMarked;

/** Tests that know Tributary only from outside: the executable, its output, its ports and its exit codes. */
@NullMarked
package dev.tributary.acceptance;

import org.jspecify.annotations.NullMarked;

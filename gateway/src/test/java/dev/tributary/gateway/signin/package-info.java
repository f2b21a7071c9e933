/** Tests of signing in at the console. */
@NullMarked
package dev.tributary.gateway.signin;

import org.jspecify.annotations.NullMarked;

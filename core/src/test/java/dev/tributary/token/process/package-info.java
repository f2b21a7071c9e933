/** Renewals over real processes that share a real database, and their sudden deaths. */
@NullMarked
package dev.tributary.token.process;

import org.jspecify.annotations.NullMarked;

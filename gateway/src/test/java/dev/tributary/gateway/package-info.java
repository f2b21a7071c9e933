/** Whole gateways, started as the command line starts them. */
@NullMarked
package dev.tributary.gateway;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.tributary.gateway.identity;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.tributary.gateway.budget;

import org.jspecify.annotations.NullMarked;

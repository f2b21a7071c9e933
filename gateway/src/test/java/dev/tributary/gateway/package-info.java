@NullMarked
package dev.tributary.gateway;

import org.jspecify.annotations.NullMarked;

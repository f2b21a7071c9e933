/** The gateway, put together: its parts know each other only here. */
@NullMarked
package dev.tributary.gateway;

import org.jspecify.annotations.NullMarked;

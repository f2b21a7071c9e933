/** What a running gateway writes down, in each of the databases. */
@NullMarked
package dev.tributary.gateway.audit;

import org.jspecify.annotations.NullMarked;

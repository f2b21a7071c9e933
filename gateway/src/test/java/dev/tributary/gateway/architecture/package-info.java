/** The directions between the gateway's packages, and the few doors that only few classes may use. */
@NullMarked
package dev.tributary.gateway.architecture;

import org.jspecify.annotations.NullMarked;

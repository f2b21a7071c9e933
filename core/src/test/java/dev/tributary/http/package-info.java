/** The way out against real sockets, and what other packages' tests need of such: servers without manners, and certificates. */
@NullMarked
package dev.tributary.http;

import org.jspecify.annotations.NullMarked;

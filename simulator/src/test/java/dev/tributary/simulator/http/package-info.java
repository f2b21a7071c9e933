/** Tests of the HTTP kernel over real sockets. They use no part of Confluence. */
@NullMarked
package dev.tributary.simulator.http;

import org.jspecify.annotations.NullMarked;

/** Raw sockets against the strict listener: what it refuses, how, and that nothing refused ever becomes a request. */
@NullMarked
package dev.tributary.gateway.http;

import org.jspecify.annotations.NullMarked;

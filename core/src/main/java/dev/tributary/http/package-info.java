/**
 * The way out: one port with one method that sends a request, and its implementation on the JDK's client. What is sent and
 * what an answer means are decided elsewhere; here are time-outs, size limits, trust and the promise never to follow a redirect.
 */
@NullMarked
package dev.tributary.http;

import org.jspecify.annotations.NullMarked;

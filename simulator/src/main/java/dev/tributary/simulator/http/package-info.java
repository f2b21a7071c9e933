/**
 * The HTTP kernel of the simulator: requests and responses as values, a router that reads like a table of contents, filters around it.
 * It sits on the JDK's own HTTP server and knows nothing about Confluence.
 */
@NullMarked
package dev.tributary.simulator.http;

import org.jspecify.annotations.NullMarked;

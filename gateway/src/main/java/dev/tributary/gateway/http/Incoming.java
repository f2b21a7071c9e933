package dev.tributary.gateway.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * A request that has come in whole.
 *
 * @param parameter what its path has where its operation's has a name in braces, not decoded; empty for nothing
 * @param query the query, not decoded; empty for none
 * @param headers its header fields
 * @param body its body; empty for none
 * @param from the address that it comes from, as people write it
 */
public record Incoming(String parameter, String query, MultiMap headers, Buffer body, String from) {}

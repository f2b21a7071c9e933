package dev.tributary.gateway.api;

import dev.tributary.authorization.Connections;
import dev.tributary.store.TicketStore;
import dev.tributary.token.Tokens;
import java.time.Clock;

/**
 * What the operations are made with.
 *
 * @param connections makes, finds and ends connections
 * @param tokens hands out access tokens
 * @param store where the gateway keeps what survives
 * @param clock the time
 */
public record ApiServices(Connections connections, Tokens tokens, TicketStore store, Clock clock) {}

package dev.tributary.gateway.api;

import dev.tributary.authorization.Connections;
import dev.tributary.store.TicketStore;
import java.time.Clock;

/**
 * What the operations are made with.
 *
 * @param connections makes, finds and ends connections
 * @param store where the gateway keeps what survives
 * @param clock the time
 */
public record ApiServices(Connections connections, TicketStore store, Clock clock) {}

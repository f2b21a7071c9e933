package dev.tributary.gateway.budget;

import dev.tributary.model.ConnectionId;
import io.vertx.core.Promise;

/**
 * A call that waits for its turn.
 *
 * @param who whose call; a connection is that of one user of one application
 * @param priority how urgent it is
 * @param deadline until when it waits
 * @param turn kept when its turn has come
 */
record Waiter(ConnectionId who, Priority priority, long deadline, Promise<Void> turn) {}

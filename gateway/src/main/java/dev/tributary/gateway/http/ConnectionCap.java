package dev.tributary.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Closes the connections of an address that has too many open already. Thread-safe; shared by all event loops. */
final class ConnectionCap implements Handler<HttpConnection> {

    private final ConcurrentMap<String, Integer> open = new ConcurrentHashMap<>();
    private final int most;

    ConnectionCap(int most) {
        this.most = most;
    }

    @Override
    public void handle(HttpConnection connection) {
        String address = connection.remoteAddress().hostAddress();
        int count = open.merge(address, 1, Integer::sum);
        connection.closeHandler(closed -> open.computeIfPresent(address, (key, now) -> now == 1 ? null : now - 1));
        if (count > most) {
            connection.close();
        }
    }
}

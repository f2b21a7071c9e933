package dev.tributary;

import dev.tributary.model.ConnectionEvent;
import dev.tributary.model.ConnectionListener;
import java.time.Clock;
import java.util.List;

/** One courier for each listener, so that none waits for another. */
record Couriers(List<Courier> all) implements ConnectionListener {

    static Couriers to(List<ConnectionListener> listeners, Clock clock) {
        return new Couriers(
                listeners.stream().map(listener -> Courier.to(listener, clock)).toList());
    }

    @Override
    public void on(ConnectionEvent event) {
        all.forEach(courier -> courier.on(event));
    }

    void close() {
        all.forEach(Courier::close);
    }
}

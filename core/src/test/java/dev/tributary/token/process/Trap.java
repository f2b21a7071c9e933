package dev.tributary.token.process;

import dev.tributary.http.HttpAnswer;
import dev.tributary.http.Transport;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Unavailable;
import dev.tributary.store.Change;
import dev.tributary.store.Store;
import dev.tributary.token.process.Stop.Point;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps this process at a step: it says that it is there, and for that connection does nothing more until it is killed. It sits
 * around the ports of the engine, which knows nothing of it.
 */
final class Trap {

    private static final ThreadLocal<@Nullable ConnectionId> COMMITTING = new ThreadLocal<>();

    private final Consumer<ConnectionId> caught;
    private final Map<ConnectionId, Stop> stops = new ConcurrentHashMap<>();
    private final Set<ConnectionId> frozen = ConcurrentHashMap.newKeySet();

    /** Takes whom to tell. */
    Trap(Consumer<ConnectionId> caught) {
        this.caught = caught;
    }

    void set(ConnectionId id, Stop stop) {
        stops.put(id, stop);
    }

    DataSource around(DataSource database) {
        return proxy(DataSource.class, database, (method, arguments, real) -> {
            Object result = real.call();
            return result instanceof Connection connection ? around(connection) : result;
        });
    }

    private Connection around(Connection connection) {
        return proxy(Connection.class, connection, (method, arguments, real) -> {
            ConnectionId id = COMMITTING.get();
            if (id != null && method.getName().equals("commit")) {
                freeze(id);
            }
            return real.call();
        });
    }

    Store around(Store store) {
        return proxy(
                Store.class,
                store,
                (method, arguments, real) -> method.getName().equals("change")
                        ? change(store, (ConnectionId) arguments[0], (Change<?>) arguments[1])
                        : real.call());
    }

    private <T> T change(Store store, ConnectionId id, Change<T> change) {
        if (frozen.contains(id)) {
            throw new Unavailable("This process is as good as dead.", Duration.ofSeconds(1), null);
        }
        AtomicReference<@Nullable Deed> deed = new AtomicReference<>();
        try {
            T result = store.change(id, (row, now) -> {
                Change.Outcome<T> outcome = change.apply(row, now);
                deed.set(Deed.of(row, outcome.row()));
                COMMITTING.set(isStop(id, Point.COMMITTING, deed.get()) ? id : null);
                return outcome;
            });
            if (isStop(id, Point.COMMITTED, deed.get())) {
                freeze(id);
            }
            return result;
        } finally {
            COMMITTING.remove();
        }
    }

    /** A process that is to stop there has one connection. */
    Transport around(Transport way) {
        return call -> {
            freezeAt(Point.SENDING);
            return call.method().equals("POST") ? way.send(call).thenApply(this::received) : way.send(call);
        };
    }

    private HttpAnswer received(HttpAnswer answer) {
        freezeAt(Point.RECEIVED);
        return answer;
    }

    private void freezeAt(Point point) {
        stops.keySet().stream().filter(id -> isStop(id, point, null)).forEach(this::freeze);
    }

    private boolean isStop(ConnectionId id, Point point, @Nullable Deed deed) {
        Stop stop = stops.get(id);
        return stop != null && stop.isAt(point, deed);
    }

    private void freeze(ConnectionId id) {
        if (frozen.add(id)) {
            caught.accept(id);
        }
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Real {
        @Nullable
        Object call() throws Throwable;
    }

    private interface Around {
        @Nullable
        Object call(Method method, Object[] arguments, Real real) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, T real, Around around) {
        return type.cast(Proxy.newProxyInstance(
                Trap.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> around.call(method, arguments, () -> {
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                })));
    }
}

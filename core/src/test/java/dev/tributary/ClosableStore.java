package dev.tributary;

import dev.tributary.model.Unavailable;
import dev.tributary.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;

/** A store that can be away for a while; reading it from outside goes on. */
final class ClosableStore {

    private final Store behind;
    private volatile boolean closed;

    ClosableStore(Store behind) {
        this.behind = behind;
    }

    void close() {
        closed = true;
    }

    void open() {
        closed = false;
    }

    Store store() {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (closed && !method.getName().equals("find")) {
                        throw new Unavailable("The store is away.", Duration.ofSeconds(1), null);
                    }
                    try {
                        return method.invoke(behind, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}

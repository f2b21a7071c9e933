package dev.tributary;

import dev.tributary.store.MemoryStore;
import dev.tributary.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;

/** A store in memory in which somebody else is faster once: just before the next compare-and-set. */
final class Meddler {

    final MemoryStore behind = new MemoryStore();
    private final AtomicReference<Runnable> next = new AtomicReference<>(Meddler::nobody);

    void beforeTheNextWrite(Runnable meddling) {
        next.set(meddling);
    }

    Store store() {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("change") || method.getName().equals("insert")) {
                        next.getAndSet(Meddler::nobody).run();
                    }
                    try {
                        return method.invoke(behind, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void nobody() {}
}

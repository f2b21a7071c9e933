package dev.tributary;

import dev.tributary.store.MemoryStore;
import dev.tributary.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;

/** A store in memory in which somebody else does something once: just before or after the next change. */
final class Meddler {

    final MemoryStore behind = new MemoryStore();
    private final AtomicReference<Runnable> next = new AtomicReference<>(Meddler::nobody);
    private final AtomicReference<Runnable> then = new AtomicReference<>(Meddler::nobody);

    void beforeTheNextWrite(Runnable meddling) {
        next.set(meddling);
    }

    void afterTheNextChange(Runnable meddling) {
        then.set(meddling);
    }

    Store store() {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    boolean changes = method.getName().equals("change")
                            || method.getName().equals("insert");
                    if (changes) {
                        next.getAndSet(Meddler::nobody).run();
                    }
                    try {
                        Object result = method.invoke(behind, arguments);
                        if (changes) {
                            then.getAndSet(Meddler::nobody).run();
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void nobody() {}
}

package dev.tributary.gateway.connect;

import dev.tributary.model.Unavailable;
import dev.tributary.store.MemoryStore;
import dev.tributary.store.Store;
import dev.tributary.store.Ticket;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;

/** A store in memory that is away whenever something particular is asked of it. */
public final class FailingStore {

    private final MemoryStore store = new MemoryStore();
    private volatile String failing = "";

    /** Returns the store. */
    public Store store() {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (name(method, arguments).equals(failing)) {
                        throw new Unavailable("The store is away.", Duration.ofSeconds(5), null);
                    }
                    return invoke(method, arguments);
                });
    }

    /** Is away from now on for a method, such as {@code insert}; for tickets with their kind, as in {@code put held-grant}. */
    public void failAt(String what) {
        failing = what;
    }

    /** Is there again. */
    public void mend() {
        failing = "";
    }

    private static String name(Method method, Object[] arguments) {
        boolean ofTicket = arguments != null && arguments.length > 0 && arguments[0] instanceof Ticket;
        return ofTicket ? method.getName() + " " + ((Ticket) arguments[0]).kind() : method.getName();
    }

    private Object invoke(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}

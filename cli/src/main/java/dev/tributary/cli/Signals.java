package dev.tributary.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Signals of the operating system, as far as this Java platform and this system let a program have them.
 *
 * <p>The platform's class for them is supported and has no successor, but a compiler that takes warnings for errors refuses it
 * by name; so it is looked up.
 */
final class Signals {

    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    private Signals() {}

    /** Does something whenever a signal comes, on a thread of its own, in place of what is usual. Returns whether that is possible. */
    static boolean on(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName(SIGNAL);
            Class<?> handler = Class.forName(HANDLER);
            InvocationHandler acting = (proxy, method, arguments) -> {
                if (method.getDeclaringClass() == Object.class) {
                    return method.invoke(action, arguments);
                }
                action.run();
                return null;
            };
            Object handling = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, acting);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), handling);
            return true;
        } catch (ReflectiveOperationException notHere) {
            return false;
        }
    }
}

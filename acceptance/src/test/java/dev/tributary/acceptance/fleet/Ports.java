package dev.tributary.acceptance.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports that were free a moment ago, for servers that others have to be told of before they start. None is given twice, and none is of
 * those that the system gives to clients.
 */
final class Ports {

    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(FIRST, LAST - 1_000));

    private Ports() {}

    static int free() {
        for (int port = NEXT.getAndIncrement(); port < LAST; port = NEXT.getAndIncrement()) {
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No port is free between " + FIRST + " and " + LAST + ".");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}

package dev.tributary.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;

/**
 * Ports for servers whose address has to be known before they start.
 *
 * <p>A port that the system proposes is taken meanwhile by whoever else asks for one, or calls out: processes of tests do both,
 * thousands of times and beside each other. So these lie below the ports that the usual systems propose, and each process has a block
 * of them for itself: the one whose first port it holds.
 */
public final class FreePort {

    private static final int LOWEST = 20_000;
    private static final int BEYOND = 32_000;
    private static final int BLOCK = 200;

    private static @Nullable ServerSocket claim;
    private static int turn;

    private FreePort() {}

    /** Returns a port at which nobody listens, and which nobody else is given before {@value #BLOCK} more were asked for here. */
    public static synchronized int next() {
        int first = claimed().getLocalPort();
        for (int tried = 1; tried < BLOCK; tried++) {
            turn = turn % (BLOCK - 1) + 1;
            ServerSocket free = listen(first + turn);
            if (free != null) {
                close(free);
                return first + turn;
            }
        }
        throw new IllegalStateException("Somebody listens at every port from " + first + " to " + (first + BLOCK - 1));
    }

    private static ServerSocket claimed() {
        for (int first = LOWEST; claim == null && first < BEYOND; first += BLOCK) {
            claim = listen(first);
        }
        if (claim == null) {
            throw new IllegalStateException(
                    "Every block of ports is taken; are processes of earlier tests still running?");
        }
        return claim;
    }

    private static @Nullable ServerSocket listen(int port) {
        try {
            return new ServerSocket(port);
        } catch (IOException taken) {
            return null;
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

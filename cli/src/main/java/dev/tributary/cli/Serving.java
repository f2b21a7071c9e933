package dev.tributary.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.util.concurrent.CountDownLatch;

/** Keeps a server running until the process is told to end. */
final class Serving {

    private Serving() {}

    /** Prints that the server is ready, waits for SIGTERM or SIGINT, and closes it. */
    static void untilTold(URI ready, AutoCloseable server, PrintWriter out) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeThen(server, closed), "shutdown"));
        out.println("ready " + ready);
        out.flush();
        closed.await();
    }

    /** Closes what leaves traces even if the process is told to end before it is done; it may be closed twice then. */
    static void closeAtTheEnd(AutoCloseable server) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeThen(server, new CountDownLatch(1)), "shutdown"));
    }

    private static void closeThen(AutoCloseable server, CountDownLatch closed) {
        try {
            server.close();
        } catch (Exception e) {
            System.err.println("tributary: it did not end cleanly: " + e.getMessage());
        } finally {
            closed.countDown();
        }
    }
}

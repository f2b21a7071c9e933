package dev.tributary.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.util.concurrent.CountDownLatch;

/** Keeps a server running until the process is told to end. */
final class Serving {

    private Serving() {}

    /** Prints that the server is ready, waits for SIGTERM or SIGINT, and closes it. */
    static void untilTold(URI ready, AutoCloseable server, PrintWriter out) throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeAfter(told, closed, server), "shutdown"));
        out.println("ready " + ready);
        out.flush();
        told.await();
        closed.await();
    }

    private static void closeAfter(CountDownLatch told, CountDownLatch closed, AutoCloseable server) {
        told.countDown();
        try {
            server.close();
        } catch (Exception e) {
            System.err.println("tributary: it did not end cleanly: " + e.getMessage());
        } finally {
            closed.countDown();
        }
    }
}

package dev.tributary.cli;

import dev.tributary.gateway.Gateway;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a server running until the process is told to end. */
final class Serving {

    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

    /** What a shell sees of a process that a signal has ended. */
    private static final int TERMINATED = 128 + 15;

    private static final int INTERRUPTED = 128 + 2;

    private Serving() {}

    /** Prints that the server is ready, waits for SIGTERM or SIGINT, and closes it. */
    static void untilTold(URI ready, AutoCloseable server, PrintWriter out) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeThen(server, closed), "shutdown"));
        out.println("ready " + ready);
        out.flush();
        closed.await();
    }

    /**
     * Prints that the gateway is ready, and waits. SIGTERM and SIGINT let the requests under way end and then close it; another
     * one ends the process at once. SIGHUP reads the configuration again.
     */
    static void gateway(Gateway gateway, PrintWriter out) throws InterruptedException {
        Signals.on("HUP", () -> reload(gateway));
        untilTold(gateway.uri(), () -> stop(gateway), out);
    }

    private static void stop(Gateway gateway) throws InterruptedException {
        Signals.on("TERM", () -> Runtime.getRuntime().halt(TERMINATED));
        Signals.on("INT", () -> Runtime.getRuntime().halt(INTERRUPTED));
        try {
            gateway.drain();
        } finally {
            gateway.close();
        }
    }

    /** What is wrong with the file is in the log; a process that runs has nobody else to tell. */
    private static void reload(Gateway gateway) {
        try {
            gateway.reload();
        } catch (IOException | RuntimeException e) {
            LOG.debug("Not reloaded.", e);
        }
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

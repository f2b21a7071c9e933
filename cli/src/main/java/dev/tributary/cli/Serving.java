package dev.tributary.cli;

import dev.tributary.gateway.Gateway;
import dev.tributary.gateway.Whereabouts;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
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
        untilTold(List.of("ready " + ready), server, out);
    }

    private static void untilTold(List<String> ready, AutoCloseable server, PrintWriter out)
            throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeThen(server, closed), "shutdown"));
        ready.forEach(out::println);
        out.flush();
        closed.await();
    }

    /**
     * Prints that the gateway is ready, and where it is found, and waits. SIGTERM and SIGINT let the requests under way end and then close it; another
     * one ends the process at once. SIGHUP reads the configuration again.
     */
    static void gateway(Gateway gateway, PrintWriter out) throws InterruptedException {
        Signals.on("HUP", () -> reload(gateway));
        untilTold(lines(gateway.whereabouts()), () -> stop(gateway, out), out);
    }

    /** The first line is for programs that wait for it. */
    static List<String> lines(Whereabouts at) {
        List<String> lines = new ArrayList<>(List.of("ready " + at.publicUrl()));
        at.console().ifPresent(console -> lines.add("  console     " + console));
        at.management().ifPresent(management -> lines.add("  management  " + management + "/metrics"));
        lines.add("  health      " + at.management().orElse(at.publicUrl()) + "/health/live and /health/ready");
        return lines;
    }

    private static void stop(Gateway gateway, PrintWriter out) throws InterruptedException {
        long calls = gateway.callsUnderWay();
        say(
                out,
                "Draining %d %s ... A second signal ends them at once."
                        .formatted(calls, calls == 1 ? "call" : "calls"));
        Signals.on("TERM", () -> Runtime.getRuntime().halt(TERMINATED));
        Signals.on("INT", () -> Runtime.getRuntime().halt(INTERRUPTED));
        try {
            gateway.drain();
        } finally {
            gateway.close();
        }
        say(out, "Stopped.");
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
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

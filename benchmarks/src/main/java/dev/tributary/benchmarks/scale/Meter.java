package dev.tributary.benchmarks.scale;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Tells how long processors have worked for this program: itself, and the server it asks. */
interface Meter {

    /** Returns nanoseconds of work since some instant. */
    long cpuNanos() throws IOException;

    /** Returns the meter of this process alone, which is all there is where the database lives in it. */
    static Meter ofThisProcess() {
        OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return machine::getProcessCpuTime;
    }

    /** Returns the meter of this process and the children of another one, which Linux counts. */
    static Meter with(long parent) {
        Meter own = ofThisProcess();
        return () -> own.cpuNanos() + children(parent);
    }

    private static long children(long parent) {
        try (Stream<ProcessHandle> children =
                ProcessHandle.of(parent).orElseThrow().children()) {
            return children.mapToLong(child -> worked(child.pid())).sum();
        }
    }

    private static long worked(long process) {
        try {
            String counts = Files.readString(Path.of("/proc/" + process + "/schedstat"));
            return Long.parseLong(counts.substring(0, counts.indexOf(' ')));
        } catch (IOException e) {
            return 0; // It has ended.
        }
    }
}

package dev.tributary.benchmarks.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How Java programs are started: all of them alike, with half of their memory for what is soon garbage, in large pages where the kernel has
 * them, and compiled once they have run for a while, as our launcher does it.
 */
final class Jvm {

    /** How much memory each has, in MB. */
    static final int USUAL = 256;

    private static final List<String> OPTIONS = List.of("-XX:NewRatio=1", "-XX:CompileThresholdScaling=4");

    private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

    private Jvm() {}

    /** Returns a command up to what is run. {@code JAVA_HOME} says which Java, and {@code -Dproxy.options} adds options. */
    static List<String> command(Path directory, int megabytes) throws IOException {
        String home = System.getProperty("java.home");
        List<String> command =
                new ArrayList<>(List.of(Path.of(home, "bin", "java").toString()));
        command.add("-Xmx" + megabytes + "m");
        command.addAll(OPTIONS);
        if (Files.isReadable(HUGE_PAGES) && !Files.readString(HUGE_PAGES).contains("[never]")) {
            command.add("-XX:+UseTransparentHugePages");
        }
        command.add("-Djava.io.tmpdir=" + directory);
        String more = System.getProperty("proxy.options", "");
        if (!more.isEmpty()) {
            command.addAll(List.of(more.split(" +", -1)));
        }
        return command;
    }
}

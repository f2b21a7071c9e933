package dev.tributary.benchmarks.proxy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How Java programs are started: all of them alike, with 128 MB, half of it for what is soon garbage, and compiled once they have
 * run for a while, as our launcher does it.
 */
final class Jvm {

    private static final List<String> OPTIONS = List.of("-Xmx128m", "-XX:NewRatio=1", "-XX:CompileThresholdScaling=4");

    private Jvm() {}

    /** Returns a command up to what is run. {@code JAVA_HOME} says which Java, and {@code -Dproxy.options} adds options. */
    static List<String> command(Path directory) {
        String home = System.getProperty("java.home");
        List<String> command =
                new ArrayList<>(List.of(Path.of(home, "bin", "java").toString()));
        command.addAll(OPTIONS);
        command.add("-Djava.io.tmpdir=" + directory);
        String more = System.getProperty("proxy.options", "");
        if (!more.isEmpty()) {
            command.addAll(List.of(more.split(" +", -1)));
        }
        return command;
    }
}

package dev.tributary.benchmarks.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that was started for a measurement, with all of its children, tied to one core. Ends with {@link #close}. */
public final class Program implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Linux counts processor time for programs in hundredths of a second, whatever the kernel does inside. */
    private static final double TICKS_PER_SECOND = 100;

    /** Which fields of {@code /proc/PID/stat} are added up, counted from the one behind the name. */
    private static final int USER_TIME = 11;

    private static final int SYSTEM_TIME = 12;

    private final Process process;
    private final Path log;

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts a program. What it prints goes to {@code log.txt} in its directory. */
    public static Program start(Core core, Path directory, Map<String, String> environment, List<String> command)
            throws IOException {
        Files.createDirectories(directory);
        Path log = directory.resolve("log.txt");
        ProcessBuilder builder = new ProcessBuilder(core.tied(command))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        // Whoever ends this program by a signal ends what it started.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return new Program(process, log);
    }

    /** Waits until something listens at a port. Throws {@link IllegalStateException} where nothing does in time. */
    public Program awaitPort(int port) throws InterruptedException {
        return await(() -> isOpen(port), "listens at port " + port);
    }

    /** Waits until the program has printed a text. */
    public Program awaitLine(String text) throws InterruptedException {
        return await(() -> printed().contains(text), "has printed '" + text + "'");
    }

    private Program await(Condition condition, String what) throws InterruptedException {
        long begin = System.nanoTime();
        while (!condition.holds()) {
            if (!process.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                close();
                throw new IllegalStateException("The program never " + what + ". It printed: " + printed());
            }
            Thread.sleep(2);
        }
        return this;
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** Returns what it has printed so far. */
    public String printed() {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            return "nothing";
        }
    }

    /** Returns the processor time, in seconds, that the process and its living children have used, in programs and kernel. */
    public double cpu() {
        return all().mapToDouble(pid -> fields(pid)).sum() / TICKS_PER_SECOND;
    }

    /** Returns what the process and its children have in memory, in MB; what they share is counted once. */
    public double memory() {
        return all().mapToDouble(pid -> kilobytes(pid, "smaps_rollup", "Pss:")).sum() / 1024;
    }

    /** Returns the most that the process and its children have ever had in memory, in MB; what they share is counted twice. */
    public double mostMemory() {
        return all().mapToDouble(pid -> kilobytes(pid, "status", "VmHWM:")).sum() / 1024;
    }

    private Stream<Long> all() {
        return Stream.concat(Stream.of(process.pid()), process.descendants().map(ProcessHandle::pid));
    }

    private static double fields(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
        } catch (IOException gone) {
            return 0;
        }
    }

    private static double kilobytes(long pid, String file, String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/" + file))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException gone) {
            return 0;
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /** Says which of some programs a machine has not. */
    public static List<String> missing(String... programs) {
        List<String> missing = new ArrayList<>(List.of(programs));
        missing.removeIf(Program::isThere);
        return missing;
    }

    private static boolean isThere(String program) {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
        return Arrays.stream(path.split(":", -1)).anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Returns a port that was free just now. */
    public static int freePort() throws IOException {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private interface Condition {

        boolean holds();
    }

    /** Which of the machine's cores a program may use. */
    public enum Core {
        /** What is measured. */
        MEASURED("0"),
        /** This program, and the load and the upstream where there are any. */
        LOAD("1");

        private final String number;

        Core(String number) {
            this.number = number;
        }

        /** Says whether the machine has both. */
        public static boolean areThere() {
            return Files.exists(Path.of("/sys/devices/system/cpu/cpu" + LOAD.number));
        }

        /** Returns a command that keeps to that core. */
        public List<String> tied(List<String> command) {
            List<String> tied = new ArrayList<>(List.of("taskset", "-c", number));
            tied.addAll(command);
            return tied;
        }
    }
}

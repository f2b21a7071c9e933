package dev.tributary.benchmarks.proxy;

import dev.tributary.benchmarks.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The load: wrk with one thread, on the core that is not the proxy's. */
final class Wrk {

    /** What a run prints besides, so that nothing has to be read out of words. */
    private static final String DONE = """
            done = function(summary, latency, requests)
                local errors = summary.errors
                io.write(string.format("RESULT %d %d %d %d %d %d\\n", summary.requests, summary.duration,
                    errors.connect + errors.read + errors.write + errors.timeout, errors.status,
                    latency:percentile(50), latency:percentile(99)))
            end
            """;

    private final Path directory;

    /** Takes where its scripts are written. */
    Wrk(Path directory) {
        this.directory = directory;
    }

    /** Asks as fast as answers come, on so many connections. */
    Load asFastAsPossible(Peer.Running proxy, String path, int connections, double seconds) throws Exception {
        return run(proxy, path, connections, seconds, "");
    }

    /** Asks on each connection with pauses of any length up to twice the mean, so that the proxy is never busy for long. */
    Load withPauses(Peer.Running proxy, String path, int connections, double seconds, int meanPause) throws Exception {
        String script = """
                init = function(args) math.randomseed(7) end
                delay = function() return math.random(0, %d) end
                """.formatted(2 * meanPause);
        return run(proxy, path, connections, seconds, script);
    }

    /** Sends a body of so many bytes each time. */
    Load uploading(Peer.Running proxy, String path, int connections, double seconds, int bytes) throws Exception {
        String script = """
                wrk.method = "POST"
                wrk.headers["Content-Type"] = "application/octet-stream"
                wrk.body = string.rep("x", %d)
                """.formatted(bytes);
        return run(proxy, path, connections, seconds, script);
    }

    private Load run(Peer.Running proxy, String path, int connections, double seconds, String script)
            throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("load.lua"), script + DONE);
        double before = proxy.program().cpu();
        Process process = new ProcessBuilder(command(proxy, path, connections, seconds, file))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        process.waitFor();
        return Load.read(said, proxy.program().cpu() - before);
    }

    private static List<String> command(Peer.Running proxy, String path, int connections, double seconds, Path script) {
        List<String> command = new ArrayList<>(List.of(
                "wrk", "-t1", "-c" + connections, "-d" + Math.max(1, Math.round(seconds)) + "s", "--timeout", "60s"));
        for (Map.Entry<String, String> header : proxy.headers().entrySet()) {
            command.addAll(List.of("-H", header.getKey() + ": " + header.getValue()));
        }
        command.addAll(List.of("-s", script.toString(), proxy.base() + path));
        return Program.Core.LOAD.tied(command);
    }

    /**
     * What came of a load.
     *
     * @param requests answers
     * @param seconds in how long
     * @param broken connections that broke and answers that never came
     * @param refused answers of another status than 200
     * @param half half of all answers came within so many microseconds
     * @param most ninety-nine of a hundred came within so many microseconds
     * @param cpu the proxy's processor time meanwhile, in seconds
     */
    record Load(long requests, double seconds, long broken, long refused, double half, double most, double cpu) {

        static Load read(String said, double cpu) {
            int at = said.indexOf("RESULT ");
            if (at < 0) {
                throw new IllegalStateException("wrk did not say what came of its load, but: " + said);
            }
            String[] figures = said.substring(at).strip().split("\\s+", -1);
            return new Load(
                    Long.parseLong(figures[1]),
                    Long.parseLong(figures[2]) / 1e6,
                    Long.parseLong(figures[3]),
                    Long.parseLong(figures[4]),
                    Double.parseDouble(figures[5]),
                    Double.parseDouble(figures[6]),
                    cpu);
        }

        /** Returns the proxy's processor time for one request, in microseconds. */
        double cpuEach() {
            return cpu / requests * 1e6;
        }

        double perSecond() {
            return requests / seconds;
        }

        /** Throws {@link IllegalStateException} where not everything was answered as it should be. */
        Load sound() {
            if (requests == 0 || broken + refused > 0) {
                throw new IllegalStateException(String.format(
                        Locale.ROOT,
                        "%d answers, %d of them refusals, %d broken: nothing can be measured so.",
                        requests,
                        refused,
                        broken));
            }
            return this;
        }
    }
}

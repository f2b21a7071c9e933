package dev.tributary.benchmarks.proxy;

import dev.tributary.benchmarks.process.Program;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A proxy to be measured. */
interface Peer {

    /** Returns its name as it stands in a table. */
    String name();

    /** Returns what the machine lacks to run it; nothing where it can be run. */
    List<String> missing();

    /** Starts it between a port and the upstream, in a directory of its own. Blocks until it serves. */
    Running start(Path directory, URI upstream) throws Exception;

    /**
     * A proxy that serves.
     *
     * @param program its process
     * @param base where the upstream's paths begin
     * @param headers what a caller has to send along
     */
    record Running(Program program, String base, Map<String, String> headers) implements AutoCloseable {

        @Override
        public void close() {
            program.close();
        }
    }
}

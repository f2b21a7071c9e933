package dev.tributary.benchmarks.proxy;

import dev.tributary.benchmarks.process.Program;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** HAProxy with one thread, reuse of upstream connections and a static token. */
final class HaProxyPeer implements Peer {

    @Override
    public String name() {
        return "HAProxy";
    }

    @Override
    public List<String> missing() {
        return Program.missing("haproxy");
    }

    @Override
    public Running start(Path directory, URI upstream) throws Exception {
        int port = Program.freePort();
        Files.createDirectories(directory);
        Path file = directory.resolve("haproxy.cfg");
        Files.writeString(file, """
                global
                    nbthread 1
                    maxconn 8192
                defaults
                    mode http
                    timeout connect 5s
                    timeout client 60s
                    timeout server 60s
                    http-reuse always
                frontend calls
                    bind 127.0.0.1:%d
                    default_backend confluence
                backend confluence
                    http-request set-header Authorization "Bearer a-static-token"
                    server one %s
                """.formatted(port, upstream.getAuthority()));
        Program program = Program.start(
                Program.Core.MEASURED, directory, Map.of(), List.of("haproxy", "-db", "-f", file.toString()));
        return new Running(program.awaitPort(port), "http://localhost:" + port, Map.of());
    }
}

package dev.tributary.benchmarks.proxy;

import dev.tributary.benchmarks.process.Program;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** nginx with one worker, kept-alive connections to the upstream and a static token: the measure of all others. */
final class NginxPeer implements Peer {

    @Override
    public String name() {
        return "nginx";
    }

    @Override
    public List<String> missing() {
        return Program.missing("nginx");
    }

    @Override
    public Running start(Path directory, URI upstream) throws Exception {
        int port = Program.freePort();
        return new Running(
                run(directory, Program.Core.MEASURED, config(port, upstream)).awaitPort(port),
                "http://localhost:" + port,
                Map.of());
    }

    /** Starts nginx with what stands in its {@code http} block. */
    static Program run(Path directory, Program.Core core, String http) throws Exception {
        Files.createDirectories(directory);
        Path file = directory.resolve("nginx.conf");
        Files.writeString(file, """
                %3$s
                daemon off;
                worker_processes 1;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log crit;
                events { worker_connections 8192; }
                http {
                    access_log off;
                    keepalive_requests 100000000;
                    client_body_temp_path %1$s/body;
                    proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    client_max_body_size 0;
                %2$s
                }
                """.formatted(directory, http, asRoot()));
        return Program.start(
                core, directory, Map.of(), List.of("nginx", "-p", directory.toString(), "-c", file.toString()));
    }

    /** Started by root, the worker would otherwise be somebody who may not read what is in our directory. */
    private static String asRoot() {
        return "root".equals(System.getProperty("user.name")) ? "user root;" : "";
    }

    private static String config(int port, URI upstream) {
        return """
                upstream confluence { server %s; keepalive 128; keepalive_requests 100000000; }
                server {
                    listen 127.0.0.1:%d;
                    location / {
                        proxy_pass http://confluence;
                        proxy_http_version 1.1;
                        proxy_set_header Connection "";
                        proxy_set_header Authorization "Bearer a-static-token";
                    }
                }
                """.formatted(upstream.getAuthority(), port);
    }
}

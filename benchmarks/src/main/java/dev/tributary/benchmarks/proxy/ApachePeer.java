package dev.tributary.benchmarks.proxy;

import dev.tributary.benchmarks.process.Program;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Apache httpd with its event workers, mod_proxy with kept connections, and a static token. */
final class ApachePeer implements Peer {

    @Override
    public String name() {
        return "Apache httpd";
    }

    @Override
    public List<String> missing() {
        return Program.missing("apache2");
    }

    @Override
    public Running start(Path directory, URI upstream) throws Exception {
        int port = Program.freePort();
        Files.createDirectories(directory);
        Path file = directory.resolve("apache.conf");
        Files.writeString(file, """
                ServerRoot %1$s
                ServerName localhost
                Listen 127.0.0.1:%2$d
                PidFile %1$s/apache.pid
                ErrorLog %1$s/error.log
                LogLevel crit
                DefaultRuntimeDir %1$s
                Mutex posixsem
                LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
                LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
                LoadModule headers_module /usr/lib/apache2/modules/mod_headers.so
                LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
                LoadModule proxy_http_module /usr/lib/apache2/modules/mod_proxy_http.so
                User www-data
                Group www-data
                StartServers 1
                ServerLimit 1
                ThreadsPerChild 128
                ThreadLimit 128
                MaxRequestWorkers 128
                MaxKeepAliveRequests 0
                KeepAliveTimeout 60
                RequestHeader set Authorization "Bearer a-static-token"
                ProxyPass "/" "http://%3$s/" keepalive=On
                """.formatted(directory, port, upstream.getAuthority()));
        Program program = Program.start(
                Program.Core.MEASURED,
                directory,
                Map.of(),
                List.of("apache2", "-D", "FOREGROUND", "-f", file.toString()));
        return new Running(program.awaitPort(port), "http://localhost:" + port, Map.of());
    }
}

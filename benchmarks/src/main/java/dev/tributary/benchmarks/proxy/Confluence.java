package dev.tributary.benchmarks.proxy;

import dev.tributary.benchmarks.process.Program;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The upstream: an nginx that answers as a Confluence Data Center does, as far as anybody who calls it through a proxy can tell.
 * Its token endpoint gives new tokens to everybody. Each lives between six minutes and an hour, so that those who connect together
 * are renewed spread over the hour, as people who came one after the other.
 */
final class Confluence implements AutoCloseable {

    static final String SMALL = "/rest/api/content/65551";
    static final String LARGE = "/download/attachments/65551/plan.bin";
    static final String HUGE = "/download/attachments/65551/film.bin";

    private static final int MEGABYTE = 1024 * 1024;
    private static final int SMALL_BYTES = 2048;

    private final Program program;
    private final URI uri;

    private Confluence(Program program, URI uri) {
        this.program = program;
        this.uri = uri;
    }

    /** Starts one in a directory, which also gets the files it serves. */
    static Confluence start(Path directory, int uploads) throws Exception {
        int port = Program.freePort();
        Path files = Files.createDirectories(directory.resolve("files"));
        write(files, LARGE, MEGABYTE);
        write(files, HUGE, 100 * MEGABYTE);
        Path small = files.resolve(SMALL.substring(1));
        Files.createDirectories(small.getParent());
        Files.writeString(small, content());
        Program program = NginxPeer.run(directory, Program.Core.LOAD, config(port, files, uploads));
        return new Confluence(program.awaitPort(port), URI.create("http://localhost:" + port));
    }

    URI uri() {
        return uri;
    }

    @Override
    public void close() {
        program.close();
    }

    private static void write(Path files, String path, int size) throws Exception {
        Path file = files.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[size]);
    }

    private static String config(int port, Path files, int uploads) {
        return """
                split_clients $request_id $life { %4$s * 3600; }
                upstream uploads { server 127.0.0.1:%3$d; keepalive 64; }
                open_file_cache max=16 inactive=1h;
                server {
                    listen 127.0.0.1:%1$d;
                    root %2$s;
                    sendfile on;
                    tcp_nopush on;
                    default_type application/json;
                    add_header X-AUSERNAME alice;
                    add_header X-ASEN SEN-L1;
                    add_header X-Confluence-Request-Time 1700000000000;
                    add_header X-Content-Type-Options nosniff;
                    add_header X-Frame-Options SAMEORIGIN;
                    add_header Content-Security-Policy "frame-ancestors 'self'";
                    add_header Set-Cookie "JSESSIONID=0123456789ABCDEF0123456789ABCDEF; Path=/; HttpOnly";
                    add_header Cache-Control "no-cache, no-store, no-transform";
                    location = /rest/api/user/current {
                        return 200 '{"type":"known","username":"alice","userKey":"u1","displayName":"Alice"}';
                    }
                    location = /rest/oauth2/latest/token {
                        return 200 '{"access_token":"a$request_id","refresh_token":"r$request_id","token_type":"Bearer","expires_in":$life,"scope":"WRITE"}';
                    }
                    location /rest/api/uploads { proxy_pass http://uploads; proxy_request_buffering off; proxy_http_version 1.1; proxy_set_header Connection ""; }
                    location /download/ { types { } default_type application/octet-stream; }
                }
                """.formatted(port, files, uploads, lives());
    }

    /** Returns how many of a hundred tokens have which life in seconds. */
    private static String lives() {
        return IntStream.range(6, 60)
                .mapToObj(minutes -> "1.85%% %d;".formatted(minutes * 60))
                .collect(Collectors.joining(" "));
    }

    /** A page as Confluence gives it, with its text, its space and the links of a thing that is no list. */
    private static String content() {
        String head = """
                {"id":"65551","type":"page","status":"current","title":"Budget for the coming year","space":{"id":98306,\
                "key":"TEAM","name":"Team","type":"global","_links":{"webui":"/display/TEAM","self":\
                "http://localhost:8090/rest/api/space/TEAM"}},"version":{"by":{"type":"known","username":"alice","userKey":"u1",\
                "displayName":"Alice"},"when":"2026-01-31T12:00:00.000Z","number":7},"body":{"storage":{"value":"<p>""";
        String tail = """
                </p>","representation":"storage"}},"_links":{"webui":"/display/TEAM/Budget","edit":\
                "/pages/resumedraft.action?draftId=65551","self":"http://localhost:8090/rest/api/content/65551",\
                "base":"http://localhost:8090","context":""}}""";
        String text = "What a team may spend, and on what, is agreed on once a year. ";
        String words = text.repeat(SMALL_BYTES / text.length() + 1);
        return head + words.substring(0, SMALL_BYTES - head.length() - tail.length()) + tail;
    }
}

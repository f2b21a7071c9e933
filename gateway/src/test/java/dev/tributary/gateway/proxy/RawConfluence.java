package dev.tributary.gateway.proxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A Confluence that is a bare socket: a script sees each request's head and writes whatever bytes it likes. */
public final class RawConfluence implements AutoCloseable {

    /** Answers one request. */
    @FunctionalInterface
    public interface Script {
        void answer(Talk talk) throws IOException;
    }

    /**
     * One request.
     *
     * @param head the request line and the header section
     * @param socket which socket it came on, counting from 1
     * @param in the rest of what the client sends
     * @param out what the client reads
     */
    public record Talk(String head, int socket, InputStream in, OutputStream out) {

        /** Writes bytes, one for each character. */
        public void write(String bytes) throws IOException {
            out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        /** Writes a whole answer of a length. */
        public void answer(int status, String headers, String body) throws IOException {
            write("HTTP/1.1 " + status + " Any\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body);
        }

        /** Returns a header field's value, or nothing. */
        public String header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .findFirst()
                    .orElse("");
        }

        /** Reads as much of the body as its length says. */
        public String body() throws IOException {
            String length = header("Content-Length");
            return length.isEmpty()
                    ? ""
                    : new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.ISO_8859_1);
        }
    }

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final AtomicInteger sockets = new AtomicInteger();
    private volatile Script script;

    public RawConfluence(Script script) {
        this.script = script;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /** Changes the script, from the next request on. */
    public void script(Script next) {
        script = next;
    }

    public URI baseUrl() {
        return URI.create("http://localhost:" + server.getLocalPort());
    }

    /** Returns the heads of all requests so far. */
    public List<String> heads() {
        return heads;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                int number = sockets.incrementAndGet();
                threads.execute(() -> serve(socket, number));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                heads.add(head);
                script.answer(new Talk(head, number, in, socket.getOutputStream()));
            }
        } catch (IOException gone) {
            // The client has closed, which ends the talk.
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}

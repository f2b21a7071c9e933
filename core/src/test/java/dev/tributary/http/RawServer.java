package dev.tributary.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A server without manners: it answers each request by the bytes that a script says, and remembers what it was sent. */
public final class RawServer implements AutoCloseable {

    /** What becomes of one request; the connection stays open unless this closes it. */
    @FunctionalInterface
    public interface Reply {

        /** Writes whatever bytes it likes. */
        void to(Socket caller) throws IOException;
    }

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: (\\d+)\r\n");

    private final ServerSocket listener;
    private final @Nullable SSLContext tls;
    private final Function<String, Reply> choice;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile @Nullable Reply greeting;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger closedByCaller = new AtomicInteger();

    /** Answers the first request by the first reply and so on; those beyond by the last. */
    public RawServer(Reply... replies) {
        this(null, replies);
    }

    /** Speaks TLS. */
    public RawServer(@Nullable SSLContext tls, Reply... replies) {
        this(tls, inTurn(List.of(replies)));
    }

    /** Answers each request by the reply that is chosen by its text, over TLS where a context is given. */
    public RawServer(@Nullable SSLContext tls, Function<String, Reply> choice) {
        this.tls = tls;
        this.choice = choice;
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    private static Function<String, Reply> inTurn(List<Reply> replies) {
        AtomicInteger next = new AtomicInteger();
        return request -> replies.get(Math.min(next.getAndIncrement(), replies.size() - 1));
    }

    /** Writes that text, as bytes of ISO 8859-1. */
    public static Reply saying(String text) {
        return caller -> write(caller, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Writes a complete answer. */
    public static Reply answering(String status, String type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return answering(status, List.of("Content-Type: " + type), bytes);
    }

    /** Writes a complete answer. */
    public static Reply answering(String status, List<String> headers, byte[] body) {
        String fields = headers.stream().map(field -> field + "\r\n").collect(Collectors.joining());
        String head = "HTTP/1.1 " + status + "\r\n" + fields + "Content-Length: " + body.length + "\r\n\r\n";
        return caller -> {
            write(caller, head.getBytes(StandardCharsets.ISO_8859_1));
            write(caller, body);
        };
    }

    /** Writes that text and then ends the connection. */
    public static Reply hangingUpAfter(String text) {
        return caller -> {
            saying(text).to(caller);
            caller.close();
        };
    }

    /** Writes the first text and then the second again and again, until the caller has enough. */
    public static Reply endless(String first, String again) {
        byte[] bytes = again.getBytes(StandardCharsets.ISO_8859_1);
        return caller -> {
            saying(first).to(caller);
            while (true) {
                write(caller, bytes);
            }
        };
    }

    /** Writes that text and then single bytes for ever, never resting for long. */
    public static Reply dripping(String head) {
        return caller -> {
            CountDownLatch never = new CountDownLatch(1);
            saying(head).to(caller);
            try {
                for (int i = 0; i < 1200 && !never.await(50, TimeUnit.MILLISECONDS); i++) {
                    write(caller, new byte[] {'x'});
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** Writes bytes and sends them off. */
    public static void write(Socket caller, byte[] bytes) throws IOException {
        OutputStream out = caller.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    /** Says that first, to whoever comes, whatever they say. */
    public void greeting(Reply first) {
        greeting = first;
    }

    /** Returns the address of it. */
    public URI uri() {
        return URI.create((tls == null ? "http" : "https") + "://localhost:" + port());
    }

    /** Returns where it listens. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Returns the requests, head and body. */
    public List<String> received() {
        return received;
    }

    /** Returns how many connections were made. */
    public int connections() {
        return connections.get();
    }

    /** Returns how many connections the caller has ended. */
    public int closedByCaller() {
        return closedByCaller.get();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                connections.incrementAndGet();
                daemon(() -> converse(socket));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void converse(Socket plain) {
        try (Socket socket = tls == null ? plain : secured(tls, plain)) {
            Reply first = greeting;
            if (first != null) {
                plain.getInputStream().read();
                first.to(socket);
                return;
            }
            String request = request(socket.getInputStream());
            while (request != null) {
                received.add(request);
                choice.apply(request).to(socket);
                if (socket.isClosed()) {
                    return;
                }
                request = request(socket.getInputStream());
            }
            closedByCaller.incrementAndGet();
        } catch (SocketException e) {
            closedByCaller.incrementAndGet();
        } catch (IOException e) {
            // Such as a handshake that the caller broke off.
        }
    }

    private static Socket secured(SSLContext tls, Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, "localhost", plain.getPort(), true);
        socket.setUseClientMode(false);
        return socket;
    }

    private static @Nullable String request(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.write(next);
        }
        Matcher length = LENGTH.matcher(head.toString(StandardCharsets.ISO_8859_1));
        int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
        head.write(in.readNBytes(body));
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }
}

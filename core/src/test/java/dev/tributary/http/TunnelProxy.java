package dev.tributary.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy that digs tunnels (RFC 9110 section 9.3.6), all of them to one port of this machine whatever host is asked for. */
public final class TunnelProxy implements AutoCloseable {

    private static final int LONGEST_HEAD = 4096;

    private final ServerSocket listener;
    private final int target;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** Leads everything to that port. */
    public TunnelProxy(int target) {
        this.target = target;
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    /** Returns where it listens, unresolved as from a configuration. */
    public InetSocketAddress address() {
        return InetSocketAddress.createUnresolved("localhost", listener.getLocalPort());
    }

    /** Returns the first lines of what it was asked for. */
    public List<String> asked() {
        return asked;
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
                Socket caller = listener.accept();
                open.add(caller);
                daemon(() -> dig(caller));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void dig(Socket caller) {
        try (caller;
                Socket server = new Socket("localhost", target)) {
            open.add(server);
            asked.add(firstLine(caller.getInputStream()));
            RawServer.write(caller, "HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            daemon(() -> pass(server, caller));
            pass(caller, server);
        } catch (IOException e) {
            // One of both sides has had enough.
        }
    }

    private static String firstLine(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0 && head.length() < LONGEST_HEAD) {
            head.append((char) in.read());
        }
        return head.substring(0, head.indexOf("\r\n"));
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One of both sides has had enough.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "tunnel-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}

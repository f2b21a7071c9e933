package dev.tributary.gateway.http;

import dev.tributary.evidence.Evidence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Sends bytes as they are written and reads whatever comes back. */
public final class RawSocket implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 5_000;

    private final Socket socket;

    /** Connects to a port of this machine. */
    public RawSocket(int port) {
        this(InetAddress.getLoopbackAddress(), port);
    }

    /** Connects to a port of an address. */
    public RawSocket(InetAddress address, int port) {
        try {
            socket = new Socket(address, port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Returns a head: the lines, each with its end, and an empty one. */
    public static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    /** Sends bytes, one for each character; a peer that has closed already is no failure. */
    public RawSocket send(String bytes) {
        try {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (IOException closed) {
            return this;
        }
        return this;
    }

    /** Reads until the peer closes. Fails when it has not within five seconds. */
    public String readToEnd() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                all.write(next);
            }
        } catch (SocketTimeoutException open) {
            throw new AssertionError("The peer neither answered in full nor closed: " + all, open);
        } catch (SocketException reset) {
            // What had arrived before the reset counts.
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return Evidence.answer(all.toString(StandardCharsets.ISO_8859_1));
    }

    /** Says whether the peer has closed. What it has sent instead is lost. */
    public boolean isClosed() {
        try {
            socket.setSoTimeout(1);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    /** Reads until the text has come. Fails when the peer closes or five seconds pass before. */
    public String readUntil(String text) {
        StringBuilder all = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            while (all.indexOf(text) < 0) {
                int next = in.read();
                if (next < 0) {
                    throw new AssertionError("The peer closed before '" + text + "' came: " + all);
                }
                all.append((char) next);
            }
        } catch (IOException failed) {
            throw new AssertionError("'" + text + "' did not come: " + all, failed);
        }
        return Evidence.answer(all.toString());
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

package dev.tributary.gateway.doctor;

import dev.tributary.gateway.config.GatewayConfig.Listen;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;

/** Looks whether a port can be listened on, by doing so for a moment. Blocking. */
enum PortLook {
    /** It can. */
    FREE,
    /** Somebody listens there. */
    TAKEN,
    /** The address is none of this machine's. */
    ELSEWHERE,
    /** It cannot, and nobody listens there. */
    FORBIDDEN;

    private static final int PATIENCE_MILLIS = 2000;

    static PortLook at(Listen listen) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(listen.host()), listen.port()));
            return FREE;
        } catch (UnknownHostException e) {
            return ELSEWHERE;
        } catch (IOException e) {
            return why(listen);
        }
    }

    private static PortLook why(Listen listen) {
        try (Socket socket = new Socket()) {
            InetAddress address = InetAddress.getByName(listen.host());
            if (!address.isAnyLocalAddress() && NetworkInterface.getByInetAddress(address) == null) {
                return ELSEWHERE;
            }
            socket.connect(new InetSocketAddress(near(address), listen.port()), PATIENCE_MILLIS);
            return TAKEN;
        } catch (IOException e) {
            return FORBIDDEN;
        }
    }

    private static InetAddress near(InetAddress address) {
        return address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
    }

    /** Returns where a gateway that listens there says that it lives, as seen from this machine. */
    static URI health(Listen listen, boolean tls) {
        boolean any = listen.host().equals("0.0.0.0") || listen.host().equals("::");
        String host = any ? "127.0.0.1" : listen.host().indexOf(':') < 0 ? listen.host() : "[" + listen.host() + "]";
        return URI.create("%s://%s:%d/health/live"
                .formatted(tls ? "https" : "http", host.toLowerCase(Locale.ROOT), listen.port()));
    }
}

package dev.tributary.http;

import dev.tributary.http.TransportException.Kind;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Says of an exchange that failed what happened, with whom, and what to do. */
final class Diagnosis {

    private static final int PASSWORD_WANTED = 407;

    /** The JDK has no type for it. Should its words change, such a failure counts as one that may have sent something. */
    private static final Pattern NO_TUNNEL = Pattern.compile("Tunnel failed, got: (\\d{3})");

    private final HttpCall call;
    private final Network network;

    Diagnosis(HttpCall call, Network network) {
        this.call = call;
        this.network = network;
    }

    TransportException explain(Throwable failure) {
        return badCertificate(failure)
                .or(() -> noConnection(failure))
                .or(() -> noTunnel(failure))
                .or(() -> noTls(failure))
                .orElseGet(() -> noAnswer(failure));
    }

    /** Explains that the proxy does not let us through to the server. */
    TransportException refusedByProxy(int status) {
        String what = "The proxy %s does not let us through to %s (status %d). ".formatted(peer(), server(), status);
        if (status >= 500) {
            return unsent(Kind.UNREACHABLE, what + "See whether that server is up, and look at the proxy.", null);
        }
        String remedy = status == PASSWORD_WANTED
                ? "It wants a password, and none is ever given: have it let this machine through, or correct proxy."
                : "Have it let this machine through, or correct proxy.";
        return unsent(Kind.PROXY, what + remedy, null);
    }

    private Optional<TransportException> badCertificate(Throwable failure) {
        return Causes.find(failure, Distrust.class)
                .map(why -> unsent(why.kind(), "The certificate of " + server() + " " + why.getMessage(), failure));
    }

    private Optional<TransportException> noConnection(Throwable failure) {
        String setting = network.proxy() == null ? "baseUrl" : "proxy";
        if (Causes.has(failure, UnresolvedAddressException.class)) {
            String what = "The host name of %s is unknown. Correct %s, or make the name known to this machine.";
            return Optional.of(unsent(Kind.UNKNOWN_HOST, what.formatted(peer(), setting), failure));
        }
        if (Causes.has(failure, HttpConnectTimeoutException.class)) {
            String what =
                    "%s accepted no connection within %s. Check %s, and whether a firewall or a proxy is in between.";
            return Optional.of(
                    unsent(Kind.UNREACHABLE, what.formatted(peer(), seconds(network.connect()), setting), failure));
        }
        if (Causes.has(failure, ConnectException.class)) {
            String what = "%s refuses connections, or no way leads there. Check %s, and whether anybody listens there.";
            return Optional.of(unsent(Kind.UNREACHABLE, what.formatted(peer(), setting), failure));
        }
        return Optional.empty();
    }

    private Optional<TransportException> noTunnel(Throwable failure) {
        return NO_TUNNEL
                .matcher(String.valueOf(Causes.last(failure).getMessage()))
                .results()
                .map((MatchResult refusal) -> refusedByProxy(Integer.parseInt(refusal.group(1))))
                .findFirst();
    }

    private Optional<TransportException> noTls(Throwable failure) {
        if (!Causes.has(failure, SSLException.class)) {
            return Optional.empty();
        }
        String what =
                "TLS with %s failed. Check that baseUrl has the right scheme and port, and that the server takes TLS"
                        + " 1.2 or later without a certificate of ours.";
        boolean inHandshake = Causes.has(failure, SSLHandshakeException.class);
        return Optional.of(new TransportException(Kind.TLS, what.formatted(server()), inHandshake, failure));
    }

    private TransportException noAnswer(Throwable failure) {
        if (Causes.has(failure, TimeoutException.class)) {
            String what = "%s gave no complete answer within %s. It may be overloaded; see whether others reach it.";
            return sent(Kind.TIMEOUT, what.formatted(server(), seconds(network.patience(call.limits()))), null);
        }
        if (Causes.has(failure, BoundedBody.TooLarge.class)) {
            String what = "The answer of %s is larger than the %d bytes that are read of it. See what answers there.";
            return sent(Kind.TOO_LARGE, what.formatted(server(), call.limits().maxBytes()), null);
        }
        if (Causes.has(failure, ProtocolException.class) || Causes.has(failure, IllegalArgumentException.class)) {
            String what = "The answer of %s is no proper HTTP. Check that baseUrl has the right scheme and port.";
            // Without the cause, which quotes the server.
            return sent(Kind.BROKEN, what.formatted(server()), null);
        }
        String what =
                "The connection to %s broke before its answer was complete. If it does so again, look at what stands"
                        + " in between.";
        return sent(Kind.BROKEN, what.formatted(server()), failure);
    }

    private static TransportException unsent(Kind kind, String message, @Nullable Throwable cause) {
        return new TransportException(kind, message, true, cause);
    }

    private static TransportException sent(Kind kind, String message, @Nullable Throwable cause) {
        return new TransportException(kind, message, false, cause);
    }

    private String server() {
        int usual = "https".equals(call.uri().getScheme()) ? 443 : 80;
        int port = call.uri().getPort();
        return call.uri().getHost() + ":" + (port < 0 ? usual : port);
    }

    /** Returns whom a socket is opened to. */
    private String peer() {
        InetSocketAddress proxy = network.proxy();
        return proxy == null ? server() : proxy.getHostString() + ":" + proxy.getPort();
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}

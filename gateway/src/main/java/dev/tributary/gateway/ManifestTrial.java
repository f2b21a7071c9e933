package dev.tributary.gateway;

import dev.tributary.gateway.console.SiteTrial;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks for the manifest of an Atlassian product, and for nothing else: one fixed path, no redirect, no credential, never an address
 * by which clouds tell machines their secrets, and the very address that was looked at. Blocks for 15 s at most.
 */
final class ManifestTrial implements SiteTrial, AutoCloseable {

    private static final String PATH = "/rest/applinks/1.0/manifest";
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9.-]{1,40}");
    private static final int LARGEST = 64 * 1024;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofSeconds(15);

    /** Where the machines of some clouds find what they are, beyond the addresses that are local to a link. */
    private static final Set<String> METADATA =
            Set.of("168.63.129.16", "100.100.100.200", "192.0.0.192", "fd00:ec2:0:0:0:0:0:254");

    private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b};

    private final HttpClient client;

    private ManifestTrial(Vertx vertx) {
        this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout((int) CONNECT.toMillis()));
    }

    /** Returns what asks until the parts are closed. */
    static ManifestTrial of(Vertx vertx, Parts parts) {
        return parts.add(new ManifestTrial(vertx));
    }

    /** Asks no more; what is being asked is not answered. */
    @Override
    public void close() {
        Future<Void> unused = client.close();
    }

    @Override
    public Outcome ask(URI baseUrl) {
        try {
            InetAddress[] addresses = InetAddress.getAllByName(baseUrl.getHost());
            if (Arrays.stream(addresses).anyMatch(ManifestTrial::isRefused)) {
                return outcome(Kind.REFUSED, "This address is not asked: it is local to a link, or none of a server.");
            }
            return client.request(options(baseUrl, addresses[0]))
                    // Within, on the connection's own thread: an answer that nobody waits for yet is thrown away.
                    .compose(request -> request.send().compose(ManifestTrial::read))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (UnknownHostException e) {
            return outcome(Kind.NOTHING, "The name is unknown to this machine's name servers.");
        } catch (ExecutionException e) {
            return outcome(Kind.NOTHING, why(e));
        } catch (TimeoutException e) {
            return outcome(Kind.NOTHING, "No whole answer came in time.");
        } catch (IllegalStateException closed) {
            return outcome(Kind.NOTHING, "The configuration was replaced meanwhile. Ask again.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static boolean isRefused(InetAddress address) {
        byte[] octets = address.getAddress();
        return address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || METADATA.contains(address.getHostAddress())
                || (octets.length == 16 && Arrays.equals(octets, 0, NAT64.length, NAT64, 0, NAT64.length));
    }

    private static RequestOptions options(URI baseUrl, InetAddress address) {
        boolean tls = "https".equals(baseUrl.getScheme());
        int port = baseUrl.getPort() >= 0 ? baseUrl.getPort() : tls ? HTTPS : HTTP;
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, port)))
                .setHost(baseUrl.getHost())
                .setPort(port)
                .setSsl(tls)
                .setURI(baseUrl.getRawPath() + PATH)
                .setFollowRedirects(false)
                .setTimeout(PATIENCE.toMillis())
                .putHeader("Accept", "application/json");
    }

    private static Future<Outcome> read(HttpClientResponse answer) {
        answer.exceptionHandler(broken -> {});
        if (answer.statusCode() != 200) {
            var unused = answer.request().reset();
            return Future.succeededFuture(other());
        }
        Buffer body = Buffer.buffer();
        answer.handler(chunk -> {
            if (body.length() + chunk.length() > LARGEST) {
                var unused = answer.request().reset();
            } else {
                body.appendBuffer(chunk);
            }
        });
        return answer.end().map(end -> judged(body));
    }

    private static Outcome judged(Buffer body) {
        try {
            JsonNode json = JsonMapper.shared().readTree(body.getBytes());
            String type = word(json.path("typeId").asString(""));
            return type.isEmpty()
                    ? other()
                    : new Outcome(Kind.PRODUCT, type, word(json.path("version").asString("")), "");
        } catch (JacksonException e) {
            return other();
        }
    }

    private static String word(String text) {
        return WORD.matcher(text).matches() ? text : "";
    }

    private static Outcome other() {
        return outcome(
                Kind.OTHER,
                "Somebody answers there, but does not say that it is an Atlassian product. Is the context path right?");
    }

    private static String why(ExecutionException failure) {
        return failure.getCause() instanceof SSLException
                ? "TLS failed there. If its certificate is signed by your own authority, name that in 'caBundle' at the site."
                : "Nobody answers there, or not as HTTP.";
    }

    private static Outcome outcome(Kind kind, String detail) {
        return new Outcome(kind, "", "", detail);
    }
}

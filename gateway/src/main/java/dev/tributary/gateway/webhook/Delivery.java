package dev.tributary.gateway.webhook;

import dev.tributary.gateway.config.WebhookConfig.Target;
import dev.tributary.gateway.webhook.Outcome.Arrived;
import dev.tributary.gateway.webhook.Outcome.Failed;
import dev.tributary.gateway.webhook.Outcome.Gone;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages. The target's name is resolved and every address checked, and the message goes to one of the addresses that were:
 * a name cannot mean another by then. Redirects are not followed, no more than 4 KiB of an answer is read, and none of it is kept.
 */
final class Delivery {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final int MOST_READ = 4096;
    private static final int GONE = 410;

    private final HttpClient client;
    private final Aim aim;

    Delivery(Vertx vertx, @Nullable TrustOptions trust, Aim aim) {
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setKeepAlive(false)
                .setConnectTimeout((int) CONNECT.toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) ANSWER.toMillis())
                .setTrustOptions(trust));
        this.aim = aim;
    }

    /** Sends a message. Blocks until it is clear where to; the rest comes with the future, which does not fail. */
    Future<Outcome> send(Target target, Message message, Instant now) {
        try {
            return send(target, message, aim.at(target.url()), now);
        } catch (UnknownHostException | Aim.NotPermitted e) {
            return failed(Aim.words(target.url(), e));
        }
    }

    private Future<Outcome> send(Target target, Message message, InetAddress address, Instant now) {
        URI url = target.url();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, port(url))))
                .setHost(Aim.host(url))
                .setPort(port(url))
                .setSsl("https".equals(url.getScheme()))
                .setURI(path(url))
                .setConnectTimeout(CONNECT.toMillis())
                .setTimeout(ANSWER.toMillis());
        return client.request(options)
                .compose(request -> request.putHeader("Content-Type", "application/json")
                        .putHeader("User-Agent", "Tributary")
                        .putHeader("webhook-id", message.id())
                        .putHeader("webhook-timestamp", String.valueOf(now.getEpochSecond()))
                        .putHeader(
                                "webhook-signature",
                                Signature.of(message.id(), now.getEpochSecond(), message.body(), target.secrets()))
                        .send(message.body())
                        // Here, on the connection's own thread: an answer that nobody waits for yet is thrown away.
                        .map(Delivery::outcome)
                        .timeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                        .onFailure(late -> reset(request)))
                .otherwise(failure -> new Failed(
                        "it could not be reached, or did not answer in time ("
                                + failure.getClass().getSimpleName() + ")",
                        null));
    }

    private static void reset(HttpClientRequest request) {
        Future<Void> unused = request.reset();
    }

    private static Outcome outcome(HttpClientResponse answer) {
        readLittle(answer);
        int status = answer.statusCode();
        if (status >= 200 && status < 300) {
            return new Arrived();
        }
        return status == GONE
                ? new Gone()
                : new Failed("it answered " + status, pause(answer.getHeader("Retry-After")));
    }

    /** What it says is of no interest; but a server may be annoyed by one who does not listen at all. */
    private static void readLittle(HttpClientResponse answer) {
        AtomicInteger read = new AtomicInteger();
        answer.exceptionHandler(broken -> {});
        answer.handler(piece -> {
            if (read.addAndGet(piece.length()) > MOST_READ) {
                Future<Void> unused = answer.request().connection().close();
            }
        });
    }

    private static @Nullable Duration pause(@Nullable String field) {
        return field == null || !field.matches("[0-9]{1,6}") ? null : Duration.ofSeconds(Long.parseLong(field));
    }

    private static Future<Outcome> failed(String why) {
        return Future.succeededFuture(new Failed(why, null));
    }

    private static int port(URI url) {
        int usual = "https".equals(url.getScheme()) ? 443 : 80;
        return url.getPort() < 0 ? usual : url.getPort();
    }

    private static String path(URI url) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }
}

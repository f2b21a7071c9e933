package dev.tributary.benchmarks.proxy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes one call in five minutes for each of many users, because a token is renewed ahead of its end only where it was used. Tied to
 * the core of the load by whoever started this program.
 */
final class Trickle implements AutoCloseable {

    private static final long FIVE_MINUTES = 300_000;

    private final Peer.Running proxy;
    private final int users;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger next = new AtomicInteger();

    Trickle(Peer.Running proxy, int users) {
        this.proxy = proxy;
        this.users = users;
    }

    void begin() {
        var unused = pace.scheduleAtFixedRate(this::call, 0, Math.max(1, FIVE_MINUTES / users), TimeUnit.MILLISECONDS);
    }

    private void call() {
        String user = "user-" + next.getAndIncrement() % users;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(proxy.base() + Confluence.SMALL));
        proxy.headers().forEach(request::header);
        var unused = client.sendAsync(
                request.setHeader("Tributary-User", user).build(), HttpResponse.BodyHandlers.discarding());
    }

    @Override
    public void close() {
        pace.shutdownNow();
    }
}

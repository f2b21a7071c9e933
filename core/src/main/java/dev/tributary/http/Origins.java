package dev.tributary.http;

import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Sends each call by the transport of where it goes. */
final class Origins implements Transport {

    private final Map<String, Transport> byOrigin = new HashMap<>();
    private final Transport otherwise;

    Origins(Map<URI, Transport> given, Transport otherwise) {
        given.forEach(this::put);
        this.otherwise = otherwise;
    }

    private void put(URI uri, Transport transport) {
        Transport other = byOrigin.put(origin(uri), transport);
        if (other != null && !other.equals(transport)) {
            throw new IllegalArgumentException("Two different ways lead to " + origin(uri) + ". Name one.");
        }
    }

    @Override
    public CompletableFuture<HttpAnswer> send(HttpCall call) {
        return byOrigin.getOrDefault(origin(call.uri()), otherwise).send(call);
    }

    @Override
    public CompletableFuture<OpenAnswer> open(HttpCall call) {
        return byOrigin.getOrDefault(origin(call.uri()), otherwise).open(call);
    }

    private static String origin(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        int port = uri.getPort() < 0 ? usual : uri.getPort();
        return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }
}

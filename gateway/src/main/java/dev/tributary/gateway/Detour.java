package dev.tributary.gateway;

import dev.tributary.http.HttpAnswer;
import dev.tributary.http.HttpCall;
import dev.tributary.http.OpenAnswer;
import dev.tributary.http.Transport;
import java.util.concurrent.CompletableFuture;

/** A transport that goes another way from one moment on; what is under way then is not disturbed. */
final class Detour implements Transport {

    private volatile Transport way;

    Detour(Transport way) {
        this.way = way;
    }

    void takes(Transport other) {
        way = other;
    }

    @Override
    public CompletableFuture<HttpAnswer> send(HttpCall call) {
        return way.send(call);
    }

    @Override
    public CompletableFuture<OpenAnswer> open(HttpCall call) {
        return way.open(call);
    }
}

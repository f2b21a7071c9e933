package dev.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.http.HttpCall.Limits;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;

/** Calls over one way out, and waiting for what comes of them. */
final class Calling {

    static final Limits LIMITS = new Limits(Duration.ofSeconds(20), 64 * 1024);

    private Calling() {}

    static HttpCall get(URI uri) {
        return get(uri, LIMITS);
    }

    static HttpCall get(URI uri, Limits limits) {
        return new HttpCall("GET", uri, Map.of(), Body.EMPTY, limits);
    }

    static HttpCall post(URI uri, String body) {
        return new HttpCall("POST", uri, Map.of(), Body.of(body), LIMITS);
    }

    static HttpAnswer answer(Transport transport, HttpCall call) {
        return transport.send(call).join();
    }

    static TransportException failure(Transport transport, HttpCall call) {
        try {
            HttpAnswer answer = transport.send(call).join();
            throw new AssertionError("It was answered: " + answer);
        } catch (CompletionException e) {
            assertThat(e).hasCauseInstanceOf(TransportException.class);
            return Objects.requireNonNull((TransportException) e.getCause());
        }
    }
}

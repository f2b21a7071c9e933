package dev.tributary.spring.actuate;

import dev.tributary.http.HttpAnswer;
import dev.tributary.http.HttpCall;
import dev.tributary.http.HttpTransport;
import dev.tributary.http.OpenAnswer;
import dev.tributary.http.Transport;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;

/**
 * Observes what is sent to Confluence and to where its tokens come from, calls and token requests alike: as a meter, and as a
 * span where the application has a tracer. Method, host and status are told; neither paths nor anything of the user.
 */
public final class ObservedTransport implements Transport, AutoCloseable {

    private static final String NAME = "tributary.requests";

    private final HttpTransport way;
    private final ObservationRegistry registry;

    /** Takes the way out, which it closes, and who is told. */
    public ObservedTransport(HttpTransport way, ObservationRegistry registry) {
        this.way = way;
        this.registry = registry;
    }

    @Override
    public CompletableFuture<HttpAnswer> send(HttpCall call) {
        Observation observation = begin(call);
        return ended(observation, way.send(call), HttpAnswer::status);
    }

    @Override
    public CompletableFuture<OpenAnswer> open(HttpCall call) {
        Observation observation = begin(call);
        return ended(observation, way.open(call), OpenAnswer::status);
    }

    @Override
    public void close() {
        way.close();
    }

    private Observation begin(HttpCall call) {
        return Observation.createNotStarted(NAME, registry)
                .contextualName("confluence " + call.method().toLowerCase(Locale.ROOT))
                .lowCardinalityKeyValue("method", call.method())
                .lowCardinalityKeyValue("host", String.valueOf(call.uri().getHost()))
                .start();
    }

    private static <T> CompletableFuture<T> ended(
            Observation observation, CompletableFuture<T> exchange, ToIntFunction<T> status) {
        return exchange.whenComplete((answer, failure) -> {
            boolean answered = failure == null;
            observation.lowCardinalityKeyValue(
                    "status", answered ? Integer.toString(status.applyAsInt(answer)) : "none");
            if (!answered) {
                observation.error(failure);
            }
            observation.stop();
        });
    }
}

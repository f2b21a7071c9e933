package dev.tributary.gateway.trace;

import dev.tributary.http.Body;
import dev.tributary.http.HttpAnswer;
import dev.tributary.http.HttpCall;
import dev.tributary.http.Transport;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands spans to a collector by OTLP over HTTP, as JSON. What it does not take is dropped, and said once a minute. */
final class Collector implements SpanExporter {

    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
    private static final HttpCall.Limits LIMITS = new HttpCall.Limits(Duration.ofSeconds(10), 64 * 1024);
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/json", "Accept", "application/json", "User-Agent", "Tributary");
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final int OK = 200;

    private final URI endpoint;
    private final Transport transport;
    private final AtomicLong said = new AtomicLong(System.nanoTime() - MINUTE);

    Collector(URI endpoint, Transport transport) {
        this.endpoint = endpoint;
        this.transport = transport;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = new CompletableResultCode();
        HttpCall call = new HttpCall("POST", endpoint, HEADERS, Body.of(OtlpJson.of(spans)), LIMITS);
        CompletableFuture<?> unused = transport.send(call).whenComplete((answer, failure) -> {
            if (answer != null && answer.status() == OK) {
                result.succeed();
            } else {
                say(spans.size(), answer, failure);
                result.fail();
            }
        });
        return result;
    }

    private void say(int lost, @Nullable HttpAnswer answer, @Nullable Throwable failure) {
        long before = said.get();
        long now = System.nanoTime();
        if (now - before >= MINUTE && said.compareAndSet(before, now)) {
            LOG.warn(
                    "The collector {} did not take {} spans, which are lost: {}. Is it OTLP over HTTP, with its path?",
                    endpoint,
                    lost,
                    answer == null ? String.valueOf(failure) : "status " + answer.status());
        }
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }
}

package dev.tributary.gateway.trace;

import dev.tributary.gateway.config.Running.Tracing;
import dev.tributary.gateway.proxy.CallMonitor;
import dev.tributary.http.Transport;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Sends spans to a collector, in the background and a few thousand at most waiting: when it is away or slow, spans are dropped
 * and calls are not.
 */
public final class Traces implements AutoCloseable {

    private static final Duration LAST = Duration.ofSeconds(5);

    private final SdkTracerProvider provider;

    /** Sends them over a transport, which is the caller's to close. */
    public Traces(Tracing settings, Transport transport) {
        Resource self = Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "tributary"));
        this.provider = SdkTracerProvider.builder()
                .setResource(self)
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.sample())))
                .addSpanProcessor(BatchSpanProcessor.builder(new Collector(settings.endpoint(), transport))
                        .build())
                .build();
    }

    /** Returns who writes spans of the calls that another one watches as well. */
    public CallMonitor.Watcher beside(CallMonitor.Watcher other) {
        return new CallTraces(provider.get("dev.tributary.gateway"), other);
    }

    /** Sends what waits, for a moment. */
    @Override
    public void close() {
        provider.shutdown().join(LAST.toMillis(), TimeUnit.MILLISECONDS);
    }
}

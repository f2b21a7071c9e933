package dev.tributary.gateway.measure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/**
 * Everything that is counted and measured in one gateway. What is shown of it, whoever looks, is read from {@link #registry()}.
 *
 * <p>Thread-safe and never blocking.
 */
public final class Meters implements AutoCloseable {

    /** The media type of {@link #text()}. */
    public static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /** Begins with what the Java platform can say of itself. */
    public Meters() {
        collections.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
    }

    /** Returns where meters are found, and where others are added; their labels must be of bounded number and name nobody. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Returns how all meters stand, in Prometheus' text format. */
    public String text() {
        return registry.scrape(TEXT);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}

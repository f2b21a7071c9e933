package dev.tributary.spring;

import dev.tributary.http.HttpTransport;
import dev.tributary.http.Network;
import dev.tributary.http.Transport;
import dev.tributary.spring.actuate.MicrometerMeter;
import dev.tributary.spring.actuate.ObservedTransport;
import dev.tributary.token.EngineMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Measures and observes, where the application has Micrometer. */
@AutoConfiguration(
        before = TributaryAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
        })
public final class MeterAutoConfiguration {

    /** Meters. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    @ConditionalOnBean(MeterRegistry.class)
    static class Metered {

        @Bean
        @ConditionalOnMissingBean(EngineMeter.class)
        MicrometerMeter tributaryMeter(MeterRegistry registry) {
            return new MicrometerMeter(registry);
        }
    }

    /** Observations of what is sent. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ObservationRegistry.class)
    @ConditionalOnBean(ObservationRegistry.class)
    @ConditionalOnMissingBean(Transport.class)
    static class Observed {

        @Bean
        ObservedTransport tributaryTransport(ObjectProvider<Network> network, ObservationRegistry registry) {
            return new ObservedTransport(new HttpTransport(network.getIfUnique(() -> Network.DIRECT)), registry);
        }
    }
}

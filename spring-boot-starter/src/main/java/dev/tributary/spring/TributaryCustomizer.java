package dev.tributary.spring;

import dev.tributary.TributaryBuilder;

/** Changes the settings of the {@link dev.tributary.Tributary} that is made of properties: a clock, a proxy, another site. */
@FunctionalInterface
public interface TributaryCustomizer {

    /** Changes the settings; called once, at the start, after the properties. */
    void customize(TributaryBuilder builder);
}

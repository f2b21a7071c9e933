package dev.tributary.spring;

import dev.tributary.Tributary;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Import;

/** Makes a bean of each service account. */
@AutoConfiguration(after = TributaryAutoConfiguration.class)
@ConditionalOnBean(Tributary.class)
@Import(ServiceAccounts.class)
public final class ServiceAccountAutoConfiguration {}

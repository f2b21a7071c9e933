package dev.tributary.spring;

import dev.tributary.Tributary;
import dev.tributary.spring.actuate.ConfluenceEndpoint;
import dev.tributary.spring.actuate.SecretSettings;
import dev.tributary.spring.actuate.StoreHealth;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Shows operators how connections are, where the application has Actuator. */
@AutoConfiguration(after = TributaryAutoConfiguration.class)
@ConditionalOnBean(Tributary.class)
public final class ActuatorAutoConfiguration {

    /** What takes Actuator's endpoints. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({SanitizingFunction.class, ConditionalOnAvailableEndpoint.class})
    static class Endpoints {

        @Bean
        @ConditionalOnMissingBean
        @ConditionalOnAvailableEndpoint
        ConfluenceEndpoint confluenceEndpoint(Tributary tributary, TributaryProperties properties) {
            return new ConfluenceEndpoint(tributary, properties.endInSight());
        }

        @Bean
        SecretSettings tributarySecretSettings() {
            return new SecretSettings();
        }
    }

    /** What takes health indicators. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
    static class Indicators {

        @Bean
        @ConditionalOnMissingBean(name = "confluenceHealthIndicator")
        @ConditionalOnEnabledHealthIndicator("confluence")
        HealthIndicator confluenceHealthIndicator(Tributary tributary) {
            return new StoreHealth(tributary);
        }
    }
}

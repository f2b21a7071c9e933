package dev.tributary.spring;

import dev.tributary.Tributary;
import dev.tributary.deployment.ClientProof;
import dev.tributary.deployment.Site;
import dev.tributary.model.Secret;
import dev.tributary.spring.actuate.ConfluenceEndpoint;
import dev.tributary.spring.actuate.KnownSecrets;
import dev.tributary.spring.actuate.SecretSettings;
import dev.tributary.spring.actuate.StoreHealth;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.beans.factory.ObjectProvider;
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
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

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
        SecretSettings tributarySecretSettings(ObjectProvider<KnownSecrets> known) {
            return new SecretSettings(() -> known.stream().flatMap(KnownSecrets::all));
        }

        @Bean
        KnownSecrets tributarySecrets(Tributary tributary, ObjectProvider<TributaryProperties> properties) {
            return () -> Stream.concat(
                    tributary.services().sites().all().stream().flatMap(Endpoints::ofSite),
                    properties.stream().map(TributaryProperties::keyset).filter(Objects::nonNull));
        }

        /** A client without a secret has a word in its place that is none. */
        private static Stream<Secret> ofSite(Site site) {
            return site.deployment().dialect().talk().proof() == ClientProof.NONE
                    ? Stream.empty()
                    : Stream.of(
                                    site.registration().clientSecret(),
                                    site.registration().otherSecret())
                            .filter(Objects::nonNull);
        }
    }

    /** What takes Spring Security's clients, among which are some that are not bridged. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({SanitizingFunction.class, ClientRegistrationRepository.class})
    static class Registrations {

        @Bean
        KnownSecrets registrationSecrets(ObjectProvider<ClientRegistrationRepository> registrations) {
            return () -> registrations.stream().flatMap(Registrations::all).flatMap(Registrations::ofRegistration);
        }

        private static Stream<?> all(ClientRegistrationRepository known) {
            return known instanceof Iterable<?> several
                    ? StreamSupport.stream(several.spliterator(), false)
                    : Stream.empty();
        }

        private static Stream<Secret> ofRegistration(Object one) {
            return one instanceof ClientRegistration registration
                            && !registration.getClientSecret().isEmpty()
                    ? Stream.of(Secret.of(registration.getClientSecret()))
                    : Stream.empty();
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

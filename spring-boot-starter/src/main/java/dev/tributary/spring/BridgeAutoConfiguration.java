package dev.tributary.spring;

import dev.tributary.SiteChooser;
import dev.tributary.Tributary;
import dev.tributary.deployment.Deployment;
import dev.tributary.deployment.Endpoints;
import dev.tributary.model.Misconfigured;
import dev.tributary.spring.security.BoundCallbacks;
import dev.tributary.spring.security.BoundRequests;
import dev.tributary.spring.security.BridgedAuthorizer;
import dev.tributary.spring.security.BridgedClientService;
import dev.tributary.spring.security.BridgedConnections;
import dev.tributary.spring.security.ClientTableImport;
import dev.tributary.spring.security.ClientTableImport.Source;
import dev.tributary.spring.security.ImportRunner;
import dev.tributary.spring.security.PrincipalUser;
import dev.tributary.spring.security.RegistrationSites;
import dev.tributary.spring.security.ShortVerifiers;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.security.oauth2.client.DelegatingOAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;

/**
 * Puts Spring Security's OAuth client on Tributary's engine, where {@code tributary.bridge.enabled} says so. Each bean backs off before one of
 * the application's own.
 */
@AutoConfiguration(
        afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
        beforeName = {
            "org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientAutoConfiguration",
            "org.springframework.boot.security.oauth2.client.autoconfigure.servlet.OAuth2ClientWebSecurityAutoConfiguration"
        })
@ConditionalOnClass({ClientRegistration.class, OAuth2AuthorizedClientManager.class})
@ConditionalOnSwitch(BridgeAutoConfiguration.SWITCH)
@EnableConfigurationProperties(BridgeProperties.class)
public final class BridgeAutoConfiguration {

    static final String SWITCH = "tributary.bridge.enabled";

    /** Returns the sites of the registrations that are bridged. */
    @Bean
    @ConditionalOnMissingBean
    RegistrationSites registrationSites(
            ObjectProvider<ClientRegistrationRepository> registrations,
            BridgeProperties properties,
            ObjectProvider<TributaryProperties> others,
            @Value("${tributary.public-url:#{null}}") @Nullable URI publicUrl,
            Environment environment) {
        ClientRegistrationRepository known = registrations.getIfAvailable();
        if (known == null) {
            throw new Misconfigured(
                    "tributary.bridge.enabled",
                    "It is set, and there is no ClientRegistrationRepository. Set spring.security.oauth2.client.registration.*, or take it out.");
        }
        URI address = PublicUrl.of(publicUrl, environment);
        Set<String> taken =
                others.stream().flatMap(own -> own.sites().keySet().stream()).collect(Collectors.toSet());
        RegistrationSites sites = RegistrationSites.of(all(known, properties), properties.scope(address, taken));
        sites.all()
                .forEach((id, site) ->
                        ClearText.warn("An address of registration '" + id + "'", secretsAt(site.deployment())));
        return sites;
    }

    /** Returns where client secrets and tokens are sent. */
    private static Stream<URI> secretsAt(Deployment server) {
        Endpoints endpoints = server.endpoints();
        return Stream.concat(Stream.of(endpoints.token(), server.baseUrl()), Stream.ofNullable(endpoints.revoke()));
    }

    private static Iterable<ClientRegistration> all(ClientRegistrationRepository known, BridgeProperties properties) {
        if (known instanceof Iterable<?> several) {
            return Objects.requireNonNull(registrations(several));
        }
        if (properties.only().isEmpty()) {
            throw new Misconfigured(
                    "tributary.bridge.only",
                    "It is missing, and the application's ClientRegistrationRepository does not list its registrations. Name those to be bridged.");
        }
        return properties.only().stream()
                .map(known::findByRegistrationId)
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<ClientRegistration> registrations(Iterable<?> several) {
        Stream.Builder<ClientRegistration> all = Stream.builder();
        several.forEach(one -> {
            if (one instanceof ClientRegistration registration) {
                all.add(registration);
            }
        });
        return all.build().toList();
    }

    /** Returns what makes the engine know those sites. */
    @Bean
    TributaryCustomizer registrationSitesCustomizer(RegistrationSites sites) {
        return builder -> builder.sites(sites.all().values());
    }

    /** Returns what says under which user a principal's connections are kept. */
    @Bean
    @ConditionalOnMissingBean
    PrincipalUser bridgedPrincipalUser() {
        return PrincipalUser.NAME;
    }

    /** Returns the connections of the registrations. */
    @Bean
    @ConditionalOnMissingBean
    BridgedConnections bridgedConnections(
            Tributary tributary, RegistrationSites sites, ObjectProvider<SiteChooser> chooser, PrincipalUser users) {
        return new BridgedConnections(tributary, sites, chooser.getIfUnique(() -> SiteChooser.NOBODY), users);
    }

    /** Returns the service over connections; clients of other registrations are in memory, as with Spring Boot. */
    @Bean
    @ConditionalOnMissingBean
    OAuth2AuthorizedClientService authorizedClientService(
            BridgedConnections connections, ClientRegistrationRepository registrations) {
        return new BridgedClientService(
                connections, registrations, new InMemoryOAuth2AuthorizedClientService(registrations));
    }

    /** Returns the manager over connections. */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    OAuth2AuthorizedClientManager authorizedClientManager(
            BridgedConnections connections,
            ClientRegistrationRepository registrations,
            OAuth2AuthorizedClientRepository clients,
            ObjectProvider<OAuth2AuthorizedClientProvider> providers) {
        DefaultOAuth2AuthorizedClientManager others = new DefaultOAuth2AuthorizedClientManager(registrations, clients);
        OAuth2AuthorizedClientProvider usual = OAuth2AuthorizedClientProviderBuilder.builder()
                .authorizationCode()
                .refreshToken()
                .clientCredentials()
                .build();
        others.setAuthorizedClientProvider(new DelegatingOAuth2AuthorizedClientProvider(
                Stream.concat(Stream.of(usual), providers.orderedStream()).toList()));
        return new BridgedAuthorizer(connections, registrations, others);
    }

    /** Returns what refuses a bridge that the application goes around. */
    @Bean
    WholeBridge wholeBridge(ConfigurableListableBeanFactory beans) {
        return new WholeBridge(beans);
    }

    /** Returns what asks for consents, with proofs that Data Center takes, and writes down who asks. */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    OAuth2AuthorizationRequestResolver authorizationRequestResolver(
            ClientRegistrationRepository registrations, PrincipalUser users) {
        return new BoundRequests(ShortVerifiers.resolver(registrations), users);
    }

    /** Returns what lets nobody but whoever has asked come back with a consent. Static, since it has to be there before other beans. */
    @Bean
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static BoundCallbacks boundCallbacks(
            ObjectProvider<BridgedConnections> connections,
            ObjectProvider<PrincipalUser> users,
            ObjectProvider<BridgeProperties> properties) {
        return new BoundCallbacks(
                connections::getObject,
                users::getObject,
                () -> properties.getObject().refuseUnbound());
    }

    /** Returns the import of the table that Spring Security kept clients in. */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(DataSource.class)
    ClientTableImport clientTableImport(
            DataSource dataSource,
            BridgeProperties properties,
            RegistrationSites sites,
            PrincipalUser users,
            Tributary tributary) {
        BridgeProperties.Import from = properties.importing();
        return new ClientTableImport(
                new Source(dataSource, from.table(), from.zoneOr(ZoneId.systemDefault())),
                sites,
                users,
                tributary.connections());
    }

    /** Returns the import as a command. */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(ClientTableImport.class)
    @ConditionalOnSwitch("tributary.bridge.import.run")
    ImportRunner importRunner(ClientTableImport clients, ConfigurableApplicationContext context) {
        return new ImportRunner(clients, code -> System.exit(SpringApplication.exit(context, () -> code)));
    }
}

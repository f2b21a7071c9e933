package dev.tributary.spring;

import dev.tributary.Tributary;
import dev.tributary.TributaryBuilder;
import dev.tributary.deployment.Site;
import dev.tributary.http.Network;
import dev.tributary.http.Transport;
import dev.tributary.model.ConnectionListener;
import dev.tributary.store.KeySource;
import dev.tributary.store.Store;
import dev.tributary.store.jdbc.JdbcStore;
import dev.tributary.store.jdbc.SqliteFile;
import dev.tributary.token.EngineMeter;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;

/** Makes a {@link Tributary} of properties, for an application that does not make its own. */
@AutoConfiguration(afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@Conditional(OnSites.class)
@EnableConfigurationProperties(TributaryProperties.class)
public final class TributaryAutoConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(TributaryAutoConfiguration.class);

    /** Returns where the keys come from that encrypt tokens. */
    @Bean
    @ConditionalOnMissingBean
    KeySource tributaryKeys(TributaryProperties properties) {
        return KeySettings.of(properties);
    }

    /** Returns where connections are kept: in the application's database, or else in a file. */
    @Bean
    @ConditionalOnMissingBean
    Store tributaryStore(TributaryProperties properties, ObjectProvider<DataSource> database, KeySource keys) {
        DataSource own = database.getIfUnique();
        if (own != null) {
            return JdbcStore.open(own, keys);
        }
        LOG.warn(
                "The application has no DataSource, so connections to Confluence are kept in the file {}. Set"
                        + " tributary.store.sqlite-file to keep them elsewhere, or give the application a database.",
                properties.store().sqliteFile().toAbsolutePath());
        return JdbcStore.open(SqliteFile.open(properties.store().sqliteFile()), keys);
    }

    /** Returns the engine, which ends with the context. */
    @Bean
    @ConditionalOnMissingBean
    Tributary tributary(TributaryProperties properties, Environment environment, Store store, EngineParts parts) {
        List<Site> sites = SiteSettings.sites(properties, environment);
        sites.forEach(site -> ClearText.warn(
                "tributary.sites." + site.id() + ".base-url",
                Stream.of(site.deployment().baseUrl())));
        TributaryBuilder builder = Tributary.builder()
                .sites(sites)
                .store(store)
                .endInSight(properties.endInSight())
                .renewal(properties.renewal().settings());
        parts.addTo(builder);
        return builder.build();
    }

    /** Returns what the application, or Spring itself, adds to the engine. */
    @Bean
    EngineParts tributaryParts(
            ObjectProvider<TributaryCustomizer> customizers,
            ObjectProvider<ConnectionListener> listeners,
            ObjectProvider<EngineMeter> meter,
            ObjectProvider<Transport> transport,
            ObjectProvider<Network> network,
            ApplicationEventPublisher events) {
        return builder -> {
            builder.listener(events::publishEvent);
            listeners.orderedStream().forEach(builder::listener);
            meter.ifUnique(builder::meter);
            network.ifUnique(builder::network);
            transport.ifUnique(builder::transport);
            customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        };
    }

    /** What is added to the engine. */
    interface EngineParts {

        void addTo(TributaryBuilder builder);
    }
}

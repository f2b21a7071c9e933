package dev.tributary.spring;

import dev.tributary.spring.TributaryProperties.ServiceAccountProperties;
import dev.tributary.spring.TributaryProperties.SiteProperties;
import dev.tributary.spring.fault.Faults;
import dev.tributary.store.Keyset;
import dev.tributary.store.PrivateFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.env.Environment;

/**
 * Looks at all settings before anything is made of them. Whatever uses one fails at the first fault that it meets; so somebody who has
 * made five would start the application five times.
 */
final class SettingsCheck implements BeanFactoryPostProcessor {

    private static final String PREFIX = "tributary";
    private static final String BRIDGE = "tributary.bridge";

    private final Environment environment;
    private final Faults faults = new Faults();

    SettingsCheck(Environment environment) {
        this.environment = environment;
    }

    /** When code is generated for a native image, secrets and files are not there yet. */
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        if (!Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING) && isAnySet(PREFIX)) {
            BoundSettings bound = new BoundSettings(environment, faults);
            check(beans, bound);
            faults.addToEach(bound::where);
            faults.throwIfAny();
        }
    }

    /** Where nothing is set no class is loaded to look at it. */
    private boolean isAnySet(String prefix) {
        ConfigurationPropertyName name = ConfigurationPropertyName.of(prefix);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source.containsDescendantOf(name) != ConfigurationPropertyState.ABSENT) {
                return true;
            }
        }
        return false;
    }

    private void check(ConfigurableListableBeanFactory beans, BoundSettings bound) {
        TributaryProperties properties = bound.read(PREFIX, TributaryProperties.class);
        bound.refuseUnknown(PREFIX, TributaryProperties.class, name -> name.startsWith(BRIDGE + "."));
        if (isAnySet(BRIDGE)) {
            bound.read(BRIDGE, BridgeProperties.class);
            bound.refuseUnknown(BRIDGE, BridgeProperties.class, name -> false);
        }
        if (OnSites.isBridged(environment)) {
            faults.check(PublicUrl.KEY, () -> PublicUrl.of(properties.publicUrl(), environment));
        }
        if (beans.containsBeanDefinition("tributary")) {
            checkSites(beans, properties);
            checkNumbers(properties);
        }
        if (beans.containsBeanDefinition("tributaryKeys")) {
            checkKeys(properties);
        }
        if (beans.containsBeanDefinition("tributaryStore")
                && beans.getBeanNamesForType(DataSource.class, true, false).length == 0) {
            checkFile("tributary.store.sqlite-file", properties.store().sqliteFile());
        }
    }

    private void checkSites(ConfigurableListableBeanFactory beans, TributaryProperties properties) {
        Map<String, SiteProperties> sites = named(properties);
        SiteSettings.check(sites, properties.publicUrl(), environment, faults);
        boolean all = beans.getBeanNamesForType(TributaryCustomizer.class, true, false).length == 0;
        properties.serviceAccounts().forEach((name, account) -> checkAccount(name, account, sites, all));
    }

    /** A site of which nothing could be read is one all the same. */
    private Map<String, SiteProperties> named(TributaryProperties properties) {
        Map<String, SiteProperties> sites = new LinkedHashMap<>(properties.sites());
        Binder.get(environment)
                .bind("tributary.sites", Bindable.mapOf(String.class, Object.class))
                .ifBound(all -> all.keySet().forEach(id -> sites.putIfAbsent(id, SiteProperties.NONE)));
        return sites;
    }

    private void checkAccount(
            String name, ServiceAccountProperties account, Map<String, SiteProperties> sites, boolean all) {
        String property = "tributary.service-accounts." + name + ".site";
        String site = account.site();
        if (site == null) {
            faults.add(property, ServiceAccounts.NO_SITE);
        } else if (all && !sites.containsKey(site)) {
            faults.add(property, "There is no such site. Set it to one of " + sites.keySet() + ", or add that site.");
        }
    }

    private void checkNumbers(TributaryProperties properties) {
        if (properties.endInSight().isNegative()) {
            faults.add("tributary.end-in-sight", "It must not be negative; 0s tells of no end.");
        }
        if (properties.renewal().threads() < 1) {
            faults.add("tributary.renewal.threads", "It must be at least 1.");
        }
        if (properties.renewal().remembered() < 0) {
            faults.add("tributary.renewal.remembered", "It must not be negative.");
        }
    }

    private void checkKeys(TributaryProperties properties) {
        if (properties.keyset() != null) {
            faults.check(KeySettings.KEY, () -> KeySettings.of(properties).keyset(false));
            return;
        }
        String property = "tributary.keyset-file";
        checkFile(property, properties.keysetFile());
        if (Files.exists(properties.keysetFile())) {
            faults.check(property, () -> Keyset.file(properties.keysetFile()).keyset(false));
        }
    }

    /** Makes nothing: what is not there is made when all settings are right. */
    private void checkFile(String property, Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null && Files.exists(directory)) {
            faults.check(property, () -> PrivateFiles.check(property, directory));
        }
        if (Files.exists(file)) {
            faults.check(property, () -> PrivateFiles.check(property, file));
        }
    }
}

package dev.tributary.spring;

import dev.tributary.Tributary;
import dev.tributary.authorization.HandedIn;
import dev.tributary.confluence.Confluence;
import dev.tributary.model.Connection;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Owner;
import dev.tributary.spring.TributaryProperties.ServiceAccountProperties;
import java.util.Map;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Registers Confluence as a bean for each service account, under its name. The account is connected when its bean is asked for
 * first, so that the application starts while Confluence is away. Its connection belongs to nobody who could sign in.
 */
final class ServiceAccounts implements BeanRegistrar {

    /** Not the application of its users: whoever has the account's name is not the account. */
    private static final String OWNER = "service-accounts";

    /** What is said where an account does not say whose it is. */
    static final String NO_SITE = "It is missing. Set it to the id of the site whose registration it is.";

    private static final String KEY = "tributary.service-accounts";
    private static final Bindable<Map<String, ServiceAccountProperties>> ACCOUNTS =
            Bindable.mapOf(String.class, ServiceAccountProperties.class);

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        Binder.get(environment)
                .bind(KEY, ACCOUNTS)
                .ifBound(accounts -> accounts.forEach((name, properties) -> registry.registerBean(
                        name,
                        Confluence.class,
                        spec -> spec.lazyInit()
                                .fallback()
                                .description("Confluence, as a service account")
                                .supplier(context -> confluence(context.bean(Tributary.class), name, properties)))));
    }

    private static Confluence confluence(Tributary tributary, String name, ServiceAccountProperties properties) {
        String site = properties.site();
        if (site == null) {
            throw new Misconfigured(KEY + "." + name + ".site", NO_SITE);
        }
        Owner owner = new Owner(OWNER, name);
        Connection connection = tributary
                .connections()
                .find(owner, site)
                .filter(Connection::isActive)
                .orElseGet(() -> tributary
                        .connections()
                        .connect(new HandedIn.ServiceAccount(owner, site, properties.scopes(), null)));
        return tributary.confluence(connection);
    }
}

package dev.tributary.spring;

import dev.tributary.Tributary;
import dev.tributary.spring.client.ConfluenceRestClients;
import dev.tributary.spring.client.ConfluenceWebClients;
import dev.tributary.spring.client.Connected;
import dev.tributary.spring.web.CurrentUser;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.servlet.function.RouterFunction;

/** Lets Spring's HTTP clients act in Confluence as a user. */
@AutoConfiguration(after = TributaryWebAutoConfiguration.class)
@ConditionalOnBean(Tributary.class)
public final class ClientAutoConfiguration {

    /** Who a call is made for: whoever is signed in, in a servlet application. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(RouterFunction.class)
    static class WithCurrentUser {

        @Bean
        @ConditionalOnMissingBean
        @ConditionalOnBean(CurrentUser.class)
        Connected confluenceOfTheCurrentUser(CurrentUser user) {
            return site -> user.connected(site == null ? user.onlySite() : site);
        }
    }

    /** Who a call is made for where nobody is known to be signed in. */
    @Bean
    @ConditionalOnMissingBean
    Connected confluenceOfNobody() {
        return site -> {
            throw new IllegalStateException(
                    "This application has no current user. Say as which connection a client is to act.");
        };
    }

    /** RestClient. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RestClient.class)
    static class Blocking {

        @Bean
        @ConditionalOnMissingBean
        ConfluenceRestClients confluenceRestClients(Tributary tributary, Connected current) {
            return new ConfluenceRestClients(tributary, current);
        }
    }

    /** WebClient. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(WebClient.class)
    static class Reactive {

        @Bean
        @ConditionalOnMissingBean
        ConfluenceWebClients confluenceWebClients(Tributary tributary, Connected current) {
            return new ConfluenceWebClients(tributary, current);
        }
    }
}

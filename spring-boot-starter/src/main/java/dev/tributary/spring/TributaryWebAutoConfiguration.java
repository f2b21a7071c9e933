package dev.tributary.spring;

import dev.tributary.Tributary;
import dev.tributary.spring.web.ConfluenceArgument;
import dev.tributary.spring.web.Connecting;
import dev.tributary.spring.web.CurrentUser;
import dev.tributary.spring.web.FailureAnswers;
import dev.tributary.spring.web.HiddenField;
import dev.tributary.spring.web.SecurityField;
import dev.tributary.spring.web.SignedIn;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** Connects whoever is signed in at a servlet application, and gives its handlers Confluence as them. */
@AutoConfiguration(after = TributaryAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(RouterFunction.class)
@ConditionalOnBean({Tributary.class, TributaryProperties.class})
@Conditional(OnOwnSites.class)
public final class TributaryWebAutoConfiguration {

    /** Returns what says who is signed in. */
    @Bean
    @ConditionalOnMissingBean
    SignedIn tributarySignedIn() {
        return SignedIn.PRINCIPAL;
    }

    /** Returns Confluence for whoever is signed in. */
    @Bean
    @ConditionalOnMissingBean
    CurrentUser confluenceOfCurrentUser(Tributary tributary, TributaryProperties properties, SignedIn signedIn) {
        return new CurrentUser(tributary, properties.sites().keySet(), signedIn);
    }

    /** Returns the paths below {@code /confluence}. */
    @Bean
    @ConditionalOnMissingBean(name = "confluenceRoutes")
    RouterFunction<ServerResponse> confluenceRoutes(
            Tributary tributary,
            TributaryProperties properties,
            Environment environment,
            SignedIn signedIn,
            HiddenField field) {
        return Connecting.at(
                        PublicUrl.of(properties.publicUrl(), environment),
                        properties.sites().keySet())
                .routes(tributary, signedIn, field);
    }

    /** Returns what becomes of failures that handlers let out. */
    @Bean
    @ConditionalOnMissingBean
    FailureAnswers confluenceFailures(TributaryProperties properties, SignedIn signedIn) {
        return new FailureAnswers(properties.sites().keySet(), signedIn);
    }

    /** Returns what gives handlers Confluence. */
    @Bean
    WebMvcConfigurer confluenceArguments(CurrentUser user) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new ConfluenceArgument(user));
            }
        };
    }

    /** The field of Spring Security's CSRF filter, where there is Spring Security. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.security.web.csrf.CsrfToken")
    static class WithSecurity {

        @Bean
        @ConditionalOnMissingBean
        HiddenField tributaryFormField() {
            return new SecurityField();
        }
    }

    /** Nothing, where there is none. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("org.springframework.security.web.csrf.CsrfToken")
    static class WithoutSecurity {

        @Bean
        @ConditionalOnMissingBean
        HiddenField tributaryFormField() {
            return HiddenField.NONE;
        }
    }
}

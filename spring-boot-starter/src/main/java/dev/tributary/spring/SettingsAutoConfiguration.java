package dev.tributary.spring;

import dev.tributary.Tributary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Says what is wrong with settings, and what to set where nothing is: an application that has just got the starter starts as before. It
 * stands behind no condition, since a misspelt property would not fulfil it.
 */
@AutoConfiguration(after = TributaryAutoConfiguration.class)
public final class SettingsAutoConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsAutoConfiguration.class);

    /** Returns what looks at all settings at once, before anything is made of them. */
    @Bean
    static SettingsCheck tributarySettingsCheck(Environment environment) {
        return new SettingsCheck(environment);
    }

    /** Returns what says what to set, once the application is ready, when it is read. */
    @Bean
    @ConditionalOnMissingBean(Tributary.class)
    ApplicationListener<ApplicationReadyEvent> tributaryIsUnset() {
        return new Hint();
    }

    private static final class Hint implements ApplicationListener<ApplicationReadyEvent> {

        @Override
        public void onApplicationEvent(ApplicationReadyEvent event) {
            LOG.warn("Nobody can connect to Confluence yet. Set tributary.sites.wiki.client-id and"
                    + " tributary.sites.wiki.client-secret to what Confluence shows for the application's registration, and for a"
                    + " Data Center tributary.sites.wiki.base-url to its address; the name in place of 'wiki' is yours."
                    + " Or set tributary.bridge.enabled=true to keep Spring Security's OAuth client. If one of them is set as an environment"
                    + " variable, look how it is spelt.");
        }
    }
}

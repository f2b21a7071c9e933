package dev.tributary.spring;

import dev.tributary.model.Misconfigured;
import dev.tributary.spring.security.BridgedClientService;
import dev.tributary.spring.security.BridgedConnections;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.NamedBeanHolder;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;

/**
 * Keeps an application from starting that has asked for the bridge and keeps its clients elsewhere all the same: in a table in clear
 * text, or in sessions, where each caller renews. A bean of its own that is made of the bridge's is no such place. Nor does one start whose
 * signed-in users only its beans know, since the bridge could not tell them from one another.
 */
final class WholeBridge implements SmartInitializingSingleton {

    private final ConfigurableListableBeanFactory beans;

    WholeBridge(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List.of(OAuth2AuthorizedClientService.class, OAuth2AuthorizedClientRepository.class)
                .forEach(this::check);
        checkWhoIsSignedIn();
    }

    /** Spring Security's filters ask the bean, and what has no beans at hand asks the holder. */
    private void checkWhoIsSignedIn() {
        SecurityContextHolderStrategy own =
                beans.getBeanProvider(SecurityContextHolderStrategy.class).getIfUnique();
        if (own != null && !own.equals(SecurityContextHolder.getContextHolderStrategy())) {
            throw new Misconfigured(
                    "tributary.bridge.enabled",
                    "It is set, but the application's bean %s is not what SecurityContextHolder uses, so that the bridge would see nobody signed in and give one user's grant to another. Hand that bean to SecurityContextHolder.setContextHolderStrategy before it is used."
                            .formatted(own.getClass().getName()));
        }
    }

    private void check(Class<?> keeper) {
        try {
            NamedBeanHolder<?> used = beans.resolveNamedBean(keeper);
            if (!leadsToBridge(used.getBeanName())) {
                throw new Misconfigured(
                        "tributary.bridge.enabled",
                        "It is set, but the application keeps its clients in its own bean '%s', %s: they would be neither encrypted nor renewed once. Take that bean out, or make it of the bean BridgedConnections; or take the property out."
                                .formatted(
                                        used.getBeanName(),
                                        used.getBeanInstance().getClass().getName()));
            }
        } catch (NoSuchBeanDefinitionException e) {
            // There is none, or none of several is the one: then nothing is kept by it.
        }
    }

    /** Looks at what a bean was made of, and at what that was made of. */
    private boolean leadsToBridge(String name) {
        Deque<String> next = new ArrayDeque<>(List.of(name));
        Set<String> seen = new HashSet<>();
        while (!next.isEmpty()) {
            String bean = next.remove();
            if (isBridge(bean)) {
                return true;
            }
            if (seen.add(bean)) {
                next.addAll(List.of(beans.getDependenciesForBean(bean)));
            }
        }
        return false;
    }

    private boolean isBridge(String name) {
        Class<?> type = beans.containsBean(name) ? beans.getType(name) : null;
        return type != null
                && (BridgedClientService.class.isAssignableFrom(type)
                        || BridgedConnections.class.isAssignableFrom(type));
    }
}

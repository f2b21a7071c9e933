package dev.tributary.spring;

import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches where a site is set, or where the bridge makes sites of registrations; without one an application starts, and is told what to
 * set.
 */
final class OnSites extends SpringBootCondition {

    private static final Bindable<Map<String, Object>> SITES = Bindable.mapOf(String.class, Object.class);

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        boolean any = Binder.get(context.getEnvironment())
                .bind("tributary.sites", SITES)
                .map(sites -> !sites.isEmpty())
                .orElse(false);
        boolean bridged = context.getEnvironment().getProperty("tributary.bridge.enabled", Boolean.class, false);
        return new ConditionOutcome(
                any || bridged,
                ConditionMessage.forCondition("sites")
                        .because("tributary.sites." + any + ", tributary.bridge.enabled " + bridged));
    }
}

package dev.tributary.spring;

import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches where there is a site to connect to, of its own or by the bridge; without one an application starts all the same. */
final class OnSites extends SpringBootCondition {

    private static final Bindable<Map<String, Object>> SITES = Bindable.mapOf(String.class, Object.class);

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment environment = context.getEnvironment();
        boolean any = areSet(environment) || isBridged(environment);
        return new ConditionOutcome(
                any,
                ConditionMessage.forCondition("Sites of Confluence")
                        .because(any ? "there are some" : "tributary.sites.* is not set"));
    }

    /** Says whether the bridge is asked for. */
    static boolean isBridged(Environment environment) {
        return OnSwitch.isOn(environment, BridgeAutoConfiguration.SWITCH);
    }

    /** Says whether the application has sites of its own. */
    static boolean areSet(Environment environment) {
        return Binder.get(environment)
                .bind("tributary.sites", SITES)
                .map(sites -> !sites.isEmpty())
                .orElse(false);
    }
}

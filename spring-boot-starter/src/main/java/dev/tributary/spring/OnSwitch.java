package dev.tributary.spring;

import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether a property says yes in any of the ways in which Boot reads a boolean: {@code on}, {@code yes} and {@code 1} as well as {@code true}. Boot's
 * own condition knows the last one alone, and would leave an application without what it has asked for.
 */
final class OnSwitch extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        String property = Objects.requireNonNull(
                metadata.getAnnotations().get(ConditionalOnSwitch.class).getString("value"));
        boolean on = isOn(context.getEnvironment(), property);
        return new ConditionOutcome(on, ConditionMessage.forCondition(property).because(on ? "it is on" : "it is off"));
    }

    /** What is neither yes nor no is no reason to go without: the look at all settings refuses it. */
    static boolean isOn(Environment environment, String property) {
        try {
            return Binder.get(environment).bind(property, Boolean.class).orElse(false);
        } catch (BindException e) {
            return true;
        }
    }
}

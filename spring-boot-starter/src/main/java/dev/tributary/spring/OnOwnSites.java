package dev.tributary.spring;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches where the application has sites of its own, at which the starter connects users. */
final class OnOwnSites implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return OnSites.areSet(context.getEnvironment());
    }
}

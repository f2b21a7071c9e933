package dev.tributary.spring.web;

import dev.tributary.confluence.Confluence;
import dev.tributary.model.Connection;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives handlers Confluence, or the connection, of whoever is signed in. */
public final class ConfluenceArgument implements HandlerMethodArgumentResolver {

    private final CurrentUser user;

    /** Takes what knows the current user. */
    public ConfluenceArgument(CurrentUser user) {
        this.user = user;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        Class<?> type = parameter.nestedIfOptional().getNestedParameterType();
        return type == Connection.class || parameter.getParameterType() == Confluence.class;
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        OnSite on = parameter.getParameterAnnotation(OnSite.class);
        String site = on == null ? user.onlySite() : on.value();
        if (parameter.getParameterType() == Confluence.class) {
            return user.confluence(site);
        }
        return parameter.isOptional() ? optional(parameter, site) : user.connected(site);
    }

    private @Nullable Object optional(MethodParameter parameter, String site) {
        return parameter.getParameterType() == Connection.class
                ? user.connection(site).orElse(null)
                : user.connection(site);
    }
}

package dev.tributary.gateway;

import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.Deployment;
import dev.tributary.deployment.Sites;
import dev.tributary.gateway.api.Apps;
import dev.tributary.gateway.config.AppConfig;
import dev.tributary.gateway.config.AppConfig.Paths;
import dev.tributary.gateway.config.Right;
import dev.tributary.gateway.proxy.Caller;
import dev.tributary.gateway.proxy.Callers;
import dev.tributary.gateway.proxy.PathPolicy;
import io.vertx.core.http.HttpServerRequest;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The applications, as calls see them. */
final class ProxyCallers implements Callers {

    private final Apps apps;
    private final Map<String, Caller> callers;

    ProxyCallers(Apps apps, Collection<AppConfig> configured, Sites sites) {
        this.apps = apps;
        this.callers =
                configured.stream().collect(Collectors.toUnmodifiableMap(AppConfig::id, app -> caller(app, sites)));
    }

    @Override
    public Optional<Caller> authenticate(HttpServerRequest request) {
        return apps.authenticate(request).map(app -> callers.get(app.id()));
    }

    private static Caller caller(AppConfig app, Sites sites) {
        Map<String, PathPolicy> policies = app.sites().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(),
                        site -> policy(app.paths(), sites.get(site).deployment())));
        return new Caller(app.id(), app.may(Right.PROXY), policies, app.connectPage());
    }

    private static PathPolicy policy(Paths paths, Deployment deployment) {
        return deployment instanceof Cloud
                ? PathPolicy.cloud(paths.readOnly(), paths.unsafe())
                : PathPolicy.dataCenter(paths.readOnly(), paths.unsafe());
    }
}

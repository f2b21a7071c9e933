package dev.tributary.gateway;

import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.Deployment;
import dev.tributary.deployment.Sites;
import dev.tributary.gateway.config.AppConfig;
import dev.tributary.gateway.config.AppConfig.Paths;
import dev.tributary.gateway.config.Right;
import dev.tributary.gateway.identity.Apps;
import dev.tributary.gateway.identity.Identity;
import dev.tributary.gateway.proxy.Caller;
import dev.tributary.gateway.proxy.Callers;
import dev.tributary.gateway.proxy.PathPolicy;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The applications, as calls see them. */
final class ProxyCallers implements Callers {

    private final Apps apps;
    private final Sites sites;

    /** Each key's caller, made once: a call by key allocates none. */
    private final IdentityHashMap<Identity, Future<Caller>> byKey = new IdentityHashMap<>();

    ProxyCallers(Apps apps, Sites sites) {
        this.apps = apps;
        this.sites = sites;
        apps.known().forEach(key -> byKey.put(key, Future.succeededFuture(key).map(this::caller)));
    }

    @Override
    public Future<Caller> authenticate(HttpServerRequest request) {
        Future<Identity> asking = apps.identify(request);
        Future<Caller> known = asking.succeeded() ? byKey.get(asking.result()) : null;
        return known == null ? asking.map(this::caller) : known;
    }

    /** Throws {@link dev.tributary.gateway.http.Refused} for a key that does nothing without its user's token. */
    private Caller caller(Identity asking) {
        asking.checkUser();
        AppConfig app = asking.app();
        Map<String, PathPolicy> policies = app.sites().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(),
                        site -> policy(asking, sites.get(site).deployment())));
        return new Caller(
                app.id(),
                asking.may(Right.PROXY),
                policies,
                app.connectPage(),
                asking.user().orElse(null),
                asking::mayActFor);
    }

    private static PathPolicy policy(Identity asking, Deployment deployment) {
        Paths paths = asking.app().paths();
        boolean readOnly = asking.allowance().readOnly();
        return deployment instanceof Cloud
                ? PathPolicy.cloud(readOnly, paths.unsafe())
                : PathPolicy.dataCenter(readOnly, paths.unsafe());
    }
}

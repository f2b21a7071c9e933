package dev.tributary.gateway.signin;

import dev.tributary.gateway.config.ConsoleConfig;
import dev.tributary.gateway.config.Right;
import dev.tributary.gateway.identity.Apps;
import dev.tributary.gateway.identity.Identity;
import java.util.Optional;

/**
 * Decides who may enter, and who may change something: at each request, so that whoever is no administrator any more is out at
 * once. Thread-safe and never blocking.
 */
final class Admission {

    private final ConsoleConfig config;
    private final Apps apps;

    Admission(ConsoleConfig config, Apps apps) {
        this.config = config;
        this.apps = apps;
    }

    /** Says so of whoever comes from there, because a session can be carried to where its key may not be shown. */
    boolean mayEnter(Admin admin, String from) {
        return admin.way() == Admin.Way.KEY
                ? holder(admin)
                        .filter(this::mayEnter)
                        .filter(key -> apps.mayComeFrom(key, from))
                        .isPresent()
                : mayEnterByOidc(admin);
    }

    /** An app key opens the console if it is an administrator's: for all users, and without a token of one of them. */
    boolean mayEnter(Identity key) {
        return config.adminKeys()
                && key.may(Right.ADMIN)
                && !key.lacksUser()
                && key.allowance().users().isEmpty();
    }

    boolean mayWrite(Admin admin) {
        return admin.way() == Admin.Way.OIDC
                || holder(admin).filter(key -> !key.allowance().readOnly()).isPresent();
    }

    private boolean mayEnterByOidc(Admin admin) {
        return config.oidc() != null
                && config.oidc().issuer().toString().equals(admin.from())
                && config.admins().has(admin.id(), admin.groups());
    }

    private Optional<Identity> holder(Admin admin) {
        return apps.holder(admin.from(), admin.id());
    }
}

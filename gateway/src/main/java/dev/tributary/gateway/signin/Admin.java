package dev.tributary.gateway.signin;

import java.util.List;

/**
 * Somebody who has shown who they are.
 *
 * @param way how
 * @param id with a key, its id; at an issuer, the {@code sub}
 * @param from with a key, its application; at an issuer, the issuer
 * @param name how to call them
 * @param groups what they are a member of, as the issuer says
 */
public record Admin(Way way, String id, String from, String name, List<String> groups) {

    /** Keeps its own copy. */
    public Admin {
        groups = List.copyOf(groups);
    }

    /** How somebody shows who they are. */
    public enum Way {
        /** By an app key with the right {@code admin}. */
        KEY,
        /** At an OpenID provider. */
        OIDC
    }

    /** Returns them as the audit names them, which tells two of the same name apart. */
    public String label() {
        return way == Way.KEY ? "key:" + from + "/" + id : "oidc:" + id;
    }
}

package dev.tributary.gateway.proxy;

import dev.tributary.gateway.http.PercentCode;
import dev.tributary.gateway.http.Refused;
import dev.tributary.model.ConnectionId;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * For whom a call is made: at least one of the two is there, and if both are, they must agree.
 *
 * @param user the application's user, decoded
 * @param connection the text of a connection's id, which may be none
 */
record Selector(@Nullable String user, @Nullable String connection) {

    private static final CharSequence USER = HttpHeaders.createOptimized("Tributary-User");
    private static final CharSequence CONNECTION = HttpHeaders.createOptimized("Tributary-Connection");

    /**
     * Reads the two header fields; without one, a user who has shown a token means themselves. Throws {@link Refused} where they
     * select nobody, not for certain, or somebody for whom the caller does not speak.
     */
    static Selector of(MultiMap headers, Caller caller) {
        Optional<String> named = single(headers, USER).map(Selector::decoded);
        Selector selector = new Selector(
                named.orElse(caller.subject()), single(headers, CONNECTION).orElse(null));
        if (named.isPresent() && !caller.speaksFor(named.get())) {
            throw Refused.userNotAllowed();
        }
        if (selector.user == null && selector.connection == null) {
            throw Refused.malformed("Say for whom the call is made: by " + USER + " or by " + CONNECTION + ".");
        }
        return selector;
    }

    /** Returns the connection's id; nothing where there is none or where no connection can have such an id. */
    Optional<ConnectionId> id() {
        try {
            return Optional.ofNullable(connection).map(ConnectionId::new);
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    private static Optional<String> single(MultiMap headers, CharSequence name) {
        if (!headers.contains(name)) {
            return Optional.empty();
        }
        List<String> values = headers.getAll(name);
        if (values.size() > 1 || (values.size() == 1 && values.get(0).isEmpty())) {
            throw Refused.malformed("There must be at most one " + name + " field, and it must have a value.");
        }
        return Optional.of(values.get(0));
    }

    private static String decoded(String value) {
        return PercentCode.decode(value)
                .orElseThrow(() -> Refused.malformed(
                        USER + " must be the user's id in UTF-8, percent-encoded but for visible ASCII characters."));
    }
}

package dev.tributary.simulator.environment;

import dev.tributary.simulator.http.Request;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling, as the identity filter found out before any handler runs.
 *
 * @param user the user, or null for an anonymous caller
 * @param scope what the credential allows; everything but for an OAuth access token
 * @param how the kind of the credential
 */
public record Caller(@Nullable User user, Scope scope, How how) {

    /** The kinds of credentials. */
    public enum How {
        /** None, or one that Confluence passed over. */
        ANONYMOUS,
        /** The session cookie of a browser. */
        SESSION,
        /** An OAuth access token of a user. */
        OAUTH,
        /** An OAuth access token that a client got for itself. */
        SERVICE,
        /** A personal access token. */
        PERSONAL_TOKEN,
        /** Name and password. */
        BASIC
    }

    /** Somebody unknown. */
    public static final Caller NOBODY = new Caller(null, Scope.READ, How.ANONYMOUS);

    /** Returns a caller whose credential allows all that the user may. */
    public static Caller of(User user, How how) {
        return new Caller(user, Scope.SYSTEM_ADMIN, how);
    }

    /** Returns who sent the request; {@link #NOBODY} when no filter has said. */
    public static Caller of(Request request) {
        Caller caller = request.attribute(Caller.class);
        return caller == null ? NOBODY : caller;
    }

    /** Tells whether nobody is known to call. */
    public boolean isAnonymous() {
        return user == null;
    }

    /** Returns the user, if anybody is known to call. */
    public Optional<User> known() {
        return Optional.ofNullable(user);
    }

    /** Returns what the header {@code X-AUSERNAME} says. */
    public String username() {
        return user == null ? "anonymous" : user.name();
    }

    /** Tells whether the credential allows what needs that scope; the user's own rights are another matter. */
    public boolean may(Scope needed) {
        return scope.includes(needed);
    }
}

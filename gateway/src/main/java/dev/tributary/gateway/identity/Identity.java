package dev.tributary.gateway.identity;

import dev.tributary.gateway.config.Allowance;
import dev.tributary.gateway.config.AppConfig;
import dev.tributary.gateway.config.Right;
import dev.tributary.gateway.http.Refused;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param app the application
 * @param allowance what it may do with what it has shown
 * @param subject the user who has shown a token, and for whom alone everything is done; absent for a key
 */
public record Identity(
        AppConfig app, Allowance allowance, @Nullable Subject subject) {

    /**
     * A user as an issuer names them.
     *
     * @param issuer the issuer
     * @param user the application's id of its user
     */
    public record Subject(String issuer, String user) {}

    /** Says whether a right goes with what was shown. */
    public boolean may(Right right) {
        return allowance.rights().contains(right);
    }

    /** Says whether something may be done for a user. */
    public boolean mayActFor(String user) {
        return subject == null ? allowance.isFor(user) : subject.user().equals(user);
    }

    /** Returns the only user for whom anything may be done, where a token says so. */
    public Optional<String> user() {
        return Optional.ofNullable(subject).map(Subject::user);
    }

    /** Says whether a token of the user is missing, without which this application's key does nothing. */
    public boolean lacksUser() {
        return subject == null && app.access().usersOnly();
    }

    /** Throws {@link Refused} where a right is missing, or the token of a user. */
    public void check(Right right) {
        checkUser();
        if (!may(right)) {
            throw Refused.rightMissing(right.label());
        }
    }

    /** Throws {@link Refused} where the token of a user is missing. */
    public void checkUser() {
        if (lacksUser()) {
            throw new Refused(
                    403,
                    "user-token-required",
                    "User token required",
                    "The app's key alone is not enough: send the token that its issuer gave the user, as Bearer.");
        }
    }
}

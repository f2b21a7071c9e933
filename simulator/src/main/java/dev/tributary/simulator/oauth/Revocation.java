package dev.tributary.simulator.oauth;

import org.jspecify.annotations.Nullable;

/**
 * Names tokens that shall end behind their application's back.
 *
 * @param user of this user only; of everybody when null
 * @param client of this client only; of all when null
 * @param grant of the grant of this id only; of all when null
 * @param kind which of the tokens
 */
public record Revocation(
        @Nullable String user,
        @Nullable String client,
        @Nullable String grant,
        Kind kind) {

    /** Which tokens end. */
    public enum Kind {
        /** The access token; the refresh token goes on working. */
        ACCESS,
        /** The refresh token; the access token works until its end. */
        REFRESH,
        /** All that the user consented to, as if revoked under "Authorized applications". */
        GRANT;

        /**
         * Returns the kind of that name.
         *
         * @throws IllegalArgumentException when it is none of {@code access}, {@code refresh} and {@code grant}
         */
        public static Kind named(String name) {
            return switch (name) {
                case "access" -> ACCESS;
                case "refresh" -> REFRESH;
                case "grant" -> GRANT;
                default ->
                    throw new IllegalArgumentException("The kind is access, refresh or grant, not \"" + name + "\".");
            };
        }
    }

    /** Names every token of that kind of the user, at all clients. */
    public static Revocation of(String user, Kind kind) {
        return new Revocation(user, null, null, kind);
    }

    /** Tells whether it names this grant, of which something must still work. */
    public boolean concerns(GrantView view) {
        return view.live() && names(view);
    }

    /** Tells whether it names this grant, whatever works of it. */
    public boolean names(GrantView view) {
        return fits(user, view.user()) && fits(client, view.client()) && fits(grant, view.id());
    }

    private static boolean fits(@Nullable String wanted, String actual) {
        return wanted == null || wanted.equals(actual);
    }
}

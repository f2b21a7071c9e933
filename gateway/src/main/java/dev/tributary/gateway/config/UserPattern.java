package dev.tributary.gateway.config;

/**
 * Users by their ids: one, or with {@code *}, which stands for any characters, many. Compared octet by octet like the ids
 * themselves.
 *
 * @param text as it was written
 */
public record UserPattern(String text) {

    private static final char ANY = '*';

    static UserPattern read(String text) {
        return new UserPattern(Forms.text(text));
    }

    /** Says whether a user is meant. Takes no longer than the two are long, multiplied. */
    public boolean matches(String user) {
        int at = 0;
        int in = 0;
        int star = -1;
        int retry = 0;
        while (at < user.length()) {
            if (in < text.length() && text.charAt(in) == ANY) {
                star = in++;
                retry = at;
            } else if (in < text.length() && text.charAt(in) == user.charAt(at)) {
                in++;
                at++;
            } else if (star >= 0) {
                in = star + 1;
                at = ++retry;
            } else {
                return false;
            }
        }
        return text.chars().skip(in).allMatch(c -> c == ANY);
    }
}

package dev.tributary.model;

/**
 * To whom a connection belongs: an application's user. User ids are opaque and compared octet by octet; they are never
 * normalised, so {@code alice}, {@code ALICE} and {@code alicé} are three users.
 *
 * @param app the application, as the gateway names it; a program with one application uses {@link #DEFAULT_APP}
 * @param user the application's own id of its user: 1 to 255 characters, no control characters, no space at either end
 */
public record Owner(String app, String user) {

    /** The application of a program that has just one. */
    public static final String DEFAULT_APP = "default";

    private static final int LONGEST = 255;

    /** Checks both names. Throws {@link IllegalArgumentException} saying what is wrong with which. */
    public Owner {
        check("app", app);
        check("user", user);
    }

    private static void check(String what, String id) {
        if (id.isEmpty() || id.length() > LONGEST) {
            throw new IllegalArgumentException("The " + what + " id must have 1 to " + LONGEST + " characters.");
        }
        if (hasUnfit(id)) {
            throw new IllegalArgumentException("The " + what + " id must not contain control characters.");
        }
        if (Character.isSpaceChar(id.codePointAt(0)) || Character.isSpaceChar(id.codePointBefore(id.length()))) {
            throw new IllegalArgumentException("The " + what + " id must not begin or end with a space.");
        }
    }

    /** A loop, since each call through the gateway asks. */
    private static boolean hasUnfit(String id) {
        for (int i = 0; i < id.length(); i += Character.charCount(id.codePointAt(i))) {
            if (neverInAnId(id.codePointAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean neverInAnId(int codePoint) {
        return Character.isISOControl(codePoint)
                || isLoneSurrogate(codePoint)
                || Character.getType(codePoint) == Character.LINE_SEPARATOR
                || Character.getType(codePoint) == Character.PARAGRAPH_SEPARATOR;
    }

    /** A lone surrogate has no UTF-8 form, so two different ids could be stored as the same octets. */
    private static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}

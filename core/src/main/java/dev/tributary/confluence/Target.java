package dev.tributary.confluence;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Checks what is appended to a site's base URL, so that the request stays at that site and below that path: whatever could
 * name another host, climb out of the path, or be read differently by two servers is refused rather than mended.
 */
final class Target {

    private static final String PCHAR = "A-Za-z0-9\\-._~!$&'()*+,=:@%";

    /** Classes only, no groups: the JDK matches repeated groups by recursion, and a long query would overflow the stack. */
    private static final Pattern PATH = Pattern.compile("/[" + PCHAR + "/]*+");

    private static final Pattern QUERY = Pattern.compile("[" + PCHAR + ";/?]*+");
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern NEVER_ENCODED = Pattern.compile("[/\\\\;\\p{Cntrl}]");

    private Target() {}

    /** Returns the path and query as they are. Throws {@link IllegalArgumentException} for all that is not canonical. */
    static String checked(String target) {
        int mark = target.indexOf('?');
        String path = pathOf(target);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        boolean broken = path.contains("//") || BROKEN_ESCAPE.matcher(target).find();
        if (broken || !PATH.matcher(path).matches() || !QUERY.matcher(query).matches()) {
            throw refused("is not a path below the site's base URL, with its special characters percent-encoded");
        }
        for (String segment : path.split("/", -1)) {
            checkSegment(segment);
        }
        return target;
    }

    static String pathOf(String target) {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** A percent sign may stand in the name of a file, as long as nobody finds more by decoding it once more. */
    private static void checkSegment(String segment) {
        String decoded = decode(segment);
        checkDecoded(decoded);
        String further = PercentCode.decode(decoded);
        while (!further.equals(decoded)) {
            checkDecoded(further);
            decoded = further;
            further = PercentCode.decode(decoded);
        }
    }

    private static void checkDecoded(String decoded) {
        if (decoded.equals(".") || decoded.equals("..")) {
            throw refused("has a dot segment");
        }
        if (NEVER_ENCODED.matcher(decoded).find()) {
            throw refused("hides a separator or a control character behind percent-encoding");
        }
    }

    private static String decode(String segment) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(PercentCode.decodeBytes(segment));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw refused("percent-encodes what is no UTF-8");
        }
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("The target " + why + ". An example: /rest/api/content?spaceKey=DEMO");
    }
}

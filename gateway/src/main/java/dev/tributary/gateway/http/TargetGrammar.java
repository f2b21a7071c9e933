package dev.tributary.gateway.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The one form of a request target that everybody reads alike. Whatever could be normalised on the way is refused, never
 * resolved, so the octets that were judged are the octets that are sent on. Pure functions.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-3.2.1">RFC 9112, section 3.2.1</a>
 */
public final class TargetGrammar {

    private static final String PLAIN = "-._~!$&'()*+,=:@";

    private TargetGrammar() {}

    /** Returns what is wrong with a request target, or nothing. */
    public static Optional<String> fault(String target) {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        Optional<String> fault = pathFault(path);
        return fault.isPresent() || question < 0 ? fault : queryFault(target, question);
    }

    private static Optional<String> pathFault(String path) {
        if (!path.startsWith("/")) {
            return Optional.of("The request target must be a path that begins with a slash.");
        }
        int from = 1;
        for (int end = path.indexOf('/', from); end >= 0; end = path.indexOf('/', from)) {
            Optional<String> fault = end == from
                    ? Optional.of("The path has an empty segment.")
                    : segmentFault(path.substring(from, end));
            if (fault.isPresent()) {
                return fault;
            }
            from = end + 1;
        }
        return segmentFault(path.substring(from));
    }

    private static Optional<String> segmentFault(String segment) {
        return isPlain(segment) ? dotFault(segment) : encodedFault(segment);
    }

    /** Says whether every character is one that stands for itself, as nearly always. */
    private static boolean isPlain(String segment) {
        for (int i = 0; i < segment.length(); i++) {
            if (plain(segment.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> encodedFault(String segment) {
        ByteBuffer octets = ByteBuffer.allocate(segment.length());
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            int octet = c == '%' ? hex(segment, i + 1) : plain(c);
            if (octet < 0 || (c == '%' && meansSomethingElse(octet))) {
                return Optional.of("The path has a character that it must not have, plain or encoded.");
            }
            octets.put((byte) octet);
            i += c == '%' ? 2 : 0;
        }
        return decodedFault(octets.flip());
    }

    private static Optional<String> decodedFault(ByteBuffer octets) {
        try {
            return dotFault(StandardCharsets.UTF_8.newDecoder().decode(octets).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.of("The path is not UTF-8 once decoded.");
        }
    }

    private static Optional<String> dotFault(String decoded) {
        return decoded.equals(".") || decoded.equals("..")
                ? Optional.of("The path has a dot segment. Resolve it before sending.")
                : Optional.empty();
    }

    /** An octet that a reader behind us could take for a delimiter once it has decoded it. */
    private static boolean meansSomethingElse(int octet) {
        return octet < 0x20 || octet == 0x7F || "/\\;%".indexOf(octet) >= 0;
    }

    private static int plain(char c) {
        boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        return alphanumeric || PLAIN.indexOf(c) >= 0 ? c : -1;
    }

    private static int hex(String text, int at) {
        if (at + 2 > text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static Optional<String> queryFault(String target, int from) {
        for (int i = from; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= 0x20 || c >= 0x7F || c == '#') {
                return Optional.of("The query has a character that it must not have unencoded.");
            }
        }
        return Optional.empty();
    }
}

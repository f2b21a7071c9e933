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
        return pathFault(path).or(() -> queryFault(target, path.length()));
    }

    private static Optional<String> pathFault(String path) {
        if (!path.startsWith("/")) {
            return Optional.of("The request target must be a path that begins with a slash.");
        }
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            if (segments[i].isEmpty() && i < segments.length - 1) {
                return Optional.of("The path has an empty segment.");
            }
            Optional<String> fault = segmentFault(segments[i]);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> segmentFault(String segment) {
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
            String decoded = StandardCharsets.UTF_8.newDecoder().decode(octets).toString();
            return decoded.equals(".") || decoded.equals("..")
                    ? Optional.of("The path has a dot segment. Resolve it before sending.")
                    : Optional.empty();
        } catch (CharacterCodingException notUtf8) {
            return Optional.of("The path is not UTF-8 once decoded.");
        }
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
        return target.chars().skip(from).allMatch(c -> c > 0x20 && c < 0x7F && c != '#')
                ? Optional.empty()
                : Optional.of("The query has a character that it must not have unencoded.");
    }
}

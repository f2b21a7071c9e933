package dev.tributary.confluence;

import dev.tributary.http.Payload;
import java.util.regex.Pattern;

/**
 * A file to be attached.
 *
 * @param fileName its name, unlike any other at the page
 * @param contentType its media type, such as {@code image/png}
 * @param content its bytes, which need not fit into memory: {@link Payload#file}
 */
public record Upload(String fileName, String contentType, Payload content) {

    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[\\w!#$&^.+-]+/[\\w!#$&^.+-]+(?: *; *[\\w.+-]+=[\\w.+-]+)*");

    /** Checks name and type. Throws {@link IllegalArgumentException} saying which is wrong. */
    public Upload {
        if (fileName.isBlank() || fileName.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A file name must not be blank or have control characters.");
        }
        if (!MEDIA_TYPE.matcher(contentType).matches()) {
            throw new IllegalArgumentException("The content type is no media type, such as image/png.");
        }
    }
}

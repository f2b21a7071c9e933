package dev.tributary.gateway.http;

import java.util.Optional;

/**
 * One thing that can be asked of the gateway.
 *
 * @param method the method
 * @param path the path; its last segment may be a name in braces, which stands for any single segment
 * @param mostBody the largest body in bytes; 0 where there must be none
 * @param blocks whether answering takes a store or a network
 * @param door who is let in
 */
public record Operation(String method, String path, int mostBody, boolean blocks, Door door) {

    private static final int LARGEST = 64 * 1024;

    /** Returns an operation without a body that may block. */
    public static Operation get(String path, Door door) {
        return new Operation("GET", path, 0, true, door);
    }

    /** Returns an operation with a body of at most 64 KiB that may block. */
    public static Operation post(String path, Door door) {
        return new Operation("POST", path, LARGEST, true, door);
    }

    /** Returns an operation without a body that may block. */
    public static Operation delete(String path, Door door) {
        return new Operation("DELETE", path, 0, true, door);
    }

    /** Returns the same operation, of which nothing blocks. */
    public Operation atOnce() {
        return new Operation(method, path, mostBody, false, door);
    }

    /** Returns the same operation for HEAD. */
    public Operation head() {
        return new Operation("HEAD", path, mostBody, blocks, door);
    }

    /** Returns what stands for the name in braces, empty where there is none; nothing where the path is another one. */
    Optional<String> match(String given) {
        int brace = path.indexOf('{');
        if (brace < 0) {
            return path.equals(given) ? Optional.of("") : Optional.empty();
        }
        boolean below = given.length() > brace && given.startsWith(path.substring(0, brace));
        return below && given.indexOf('/', brace) < 0 ? Optional.of(given.substring(brace)) : Optional.empty();
    }
}

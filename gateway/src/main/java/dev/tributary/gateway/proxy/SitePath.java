package dev.tributary.gateway.proxy;

import java.util.Optional;

/**
 * A request target taken apart; nothing is decoded.
 *
 * @param site the first segment after {@code /sites/}
 * @param path what follows, which is Confluence's own path below its context path; begins with a slash
 * @param query what follows the question mark; empty for none
 */
record SitePath(String site, String path, String query) {

    static final String PREFIX = "/sites/";
    private static final String PRODUCT = "/wiki";

    /** Returns the parts, or nothing where the target names no path of a site. */
    static Optional<SitePath> of(String target) {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        int slash = path.indexOf('/', PREFIX.length());
        if (!path.startsWith(PREFIX) || slash < 0) {
            return Optional.empty();
        }
        String prefix = path.substring(0, slash);
        return Optional.of(new SitePath(
                path.substring(PREFIX.length(), slash),
                below(path.substring(slash), prefix),
                question < 0 ? "" : target.substring(question + 1)));
    }

    /** A client that puts its base URL before every link says twice where it is; on Cloud that may end in {@code /wiki}. */
    private static String below(String path, String prefix) {
        if (isBelow(path, prefix)) {
            return path.substring(prefix.length());
        }
        return path.startsWith(PRODUCT) && isBelow(path.substring(PRODUCT.length()), prefix)
                ? path.substring(PRODUCT.length() + prefix.length())
                : path;
    }

    private static boolean isBelow(String path, String prefix) {
        return path.length() > prefix.length() && path.startsWith(prefix) && path.charAt(prefix.length()) == '/';
    }
}

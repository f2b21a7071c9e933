package dev.tributary.gateway.proxy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Which paths of a site an application may call, and whether it may write. An allow-list: with the proxy right alone an
 * application could otherwise mint itself a personal access token as any of its users.
 *
 * <p>Each path stands for itself and everything below it.
 *
 * @param allowed paths that may be called, compared octet by octet
 * @param unsafe credential and administration paths that this application may call all the same
 * @param readOnly whether only GET and HEAD pass
 */
public record PathPolicy(List<String> allowed, List<String> unsafe, boolean readOnly) {

    /** Where links for people lead to files on Cloud; its API host has nothing there. */
    static final String CLOUD_FILES = "/wiki/download";

    private static final List<String> DATA_CENTER = List.of("/rest/api", "/download");
    private static final List<String> CLOUD = List.of("/wiki/api/v2", "/wiki/rest/api", CLOUD_FILES);
    private static final String PRODUCT = "/wiki";

    /** Where Data Center hands out or changes credentials, or is administered. In lower case. */
    private static final List<String> CREDENTIALS_AND_ADMINISTRATION = List.of(
            "/rest/pat",
            "/rest/oauth2",
            "/rest/applinks",
            "/rest/plugins",
            "/rest/authconfig",
            "/rest/api/admin",
            "/rest/api/backup-restore",
            "/rest/api/webhooks",
            "/rest/api/user/current/password",
            "/plugins/servlet",
            "/admin",
            "/simulator");

    /** Keeps its own copies. */
    public PathPolicy {
        allowed = List.copyOf(allowed);
        unsafe = List.copyOf(unsafe);
    }

    /** Returns the policy for Data Center: what its REST clients need, which is {@code /rest/api} and {@code /download}. */
    public static PathPolicy dataCenter(boolean readOnly, List<String> unsafe) {
        return new PathPolicy(DATA_CENTER, unsafe, readOnly);
    }

    /** Returns the policy for Cloud: both versions of the API, and downloads. */
    public static PathPolicy cloud(boolean readOnly, List<String> unsafe) {
        return new PathPolicy(CLOUD, unsafe, readOnly);
    }

    /** Says whether a path may be called that {@link dev.tributary.gateway.http.TargetGrammar} has found canonical. */
    public boolean allows(String path) {
        return isBelow(unsafe, path) || (isBelow(allowed, path) && !isUnsafe(path));
    }

    /** Confluence decodes a path before it routes it, and its REST module takes {@code name.json} for {@code name}. */
    private static boolean isUnsafe(String path) {
        String decoded = (path.indexOf('%') < 0
                        ? path
                        : URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toLowerCase(Locale.ROOT);
        return isUnsafeBelow(decoded)
                || (decoded.startsWith(PRODUCT + "/") && isUnsafeBelow(decoded.substring(PRODUCT.length())));
    }

    private static boolean isUnsafeBelow(String decoded) {
        int dot = decoded.indexOf('.', decoded.lastIndexOf('/') + 1);
        return isBelow(CREDENTIALS_AND_ADMINISTRATION, decoded)
                || (dot >= 0
                        && (decoded.indexOf(".action", dot) >= 0
                                || isBelow(
                                        CREDENTIALS_AND_ADMINISTRATION,
                                        decoded.substring(0, decoded.lastIndexOf('.')))));
    }

    private static boolean isBelow(List<String> bases, String path) {
        for (String base : bases) {
            if (covers(base, path)) {
                return true;
            }
        }
        return false;
    }

    static boolean covers(String base, String path) {
        return path.startsWith(base)
                && (path.length() == base.length() || base.endsWith("/") || path.charAt(base.length()) == '/');
    }
}

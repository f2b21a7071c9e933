package dev.tributary.spring.web;

import java.net.URI;
import java.net.URISyntaxException;

/** What may be returned to: a path of this application. */
final class ReturnPath {

    private ReturnPath() {}

    /** Says whether it begins with one slash, and a browser cannot read it otherwise. */
    static boolean isLocal(String path) {
        return path.startsWith("/")
                && !path.startsWith("//")
                && path.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '\\')
                && isUri(path);
    }

    /** What is none would fail only when somebody is to be sent there, when they are connected already. */
    private static boolean isUri(String path) {
        try {
            return new URI(path).getRawPath() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}

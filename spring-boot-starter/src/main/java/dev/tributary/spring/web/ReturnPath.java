package dev.tributary.spring.web;

/** What may be returned to: a path of this application. */
final class ReturnPath {

    private ReturnPath() {}

    /** Says whether it begins with one slash, and a browser cannot read it otherwise. */
    static boolean isLocal(String path) {
        return path.startsWith("/")
                && !path.startsWith("//")
                && path.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '\\');
    }
}

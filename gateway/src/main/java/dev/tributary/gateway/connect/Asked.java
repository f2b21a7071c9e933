package dev.tributary.gateway.connect;

import java.util.List;

/** What a scope lets an application do, in words for the person who is asked. Pure functions. */
final class Asked {

    private Asked() {}

    /** Returns a line for each scope; one that nobody has words for stands for itself. */
    static List<String> of(List<String> scopes) {
        return scopes.stream().map(Asked::words).toList();
    }

    private static String words(String scope) {
        return switch (scope) {
            case "READ" -> "See the pages, spaces and files that you can see";
            case "WRITE" -> "See, create, change and delete the pages, comments and files that you can";
            case "ADMIN" -> "Do everything that you can do, including the administration of Confluence";
            case "SYSTEM_ADMIN" -> "Do everything that you can do, including the administration of the whole system";
            default -> scope;
        };
    }
}

package dev.tributary.confluence;

import dev.tributary.model.Connection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Knows which scope calls of Confluence Data Center need, where each contains the ones before it.
 *
 * @see <a href="https://confluence.atlassian.com/conf720/oauth-2-0-scopes-for-incoming-links-1168862174.html">OAuth 2.0 scopes for incoming links</a>
 */
final class DataCenterScopes {

    private static final List<String> LADDER = List.of("READ", "WRITE", "ADMIN", "SYSTEM_ADMIN");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern ADMINISTRATION = Pattern.compile("/rest/api/(?:admin|audit)(?:/.*)?");
    private static final Pattern OF_THE_SYSTEM = Pattern.compile("/rest/api/backup-restore(?:/.*)?");

    private DataCenterScopes() {}

    static String neededFor(String method, String target) {
        String path = Target.pathOf(target);
        if (OF_THE_SYSTEM.matcher(path).matches()) {
            return "SYSTEM_ADMIN";
        }
        if (ADMINISTRATION.matcher(path).matches()) {
            return "ADMIN";
        }
        return READING.contains(method) ? "READ" : "WRITE";
    }

    /** Returns the scope that a call needs and a connection lacks; none where it lacks none, or knows no scopes. */
    static List<String> missing(Connection connection, String method, String target) {
        int has = connection.scopes().stream().mapToInt(LADDER::indexOf).max().orElse(-1);
        String needed = neededFor(method, target);
        return has >= 0 && has < LADDER.indexOf(needed) ? List.of(needed) : List.of();
    }
}

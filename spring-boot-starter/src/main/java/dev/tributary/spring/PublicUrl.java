package dev.tributary.spring;

import dev.tributary.model.Misconfigured;
import java.net.URI;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Where browsers find the application: as it is set, never as a request says. */
final class PublicUrl {

    /** The property's name. */
    static final String KEY = "tributary.public-url";

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private PublicUrl() {}

    /** Returns it without a slash at the end. */
    static URI of(@Nullable URI set, Environment environment) {
        return set == null ? local(environment) : checked(set);
    }

    /** Says whether an address is this machine's, by a name that nobody else has. */
    static boolean isHere(URI address) {
        return THIS_MACHINE.contains(String.valueOf(address.getHost()));
    }

    private static URI local(Environment environment) {
        int port = environment.getProperty("server.port", Integer.class, 8080);
        if (port <= 0) {
            throw new Misconfigured(
                    KEY,
                    "The server's port is not known before it listens, and Confluence compares the redirect URL as a whole."
                            + " Set tributary.public-url, or a fixed server.port.");
        }
        String path = environment.getProperty("server.servlet.context-path", "");
        return URI.create(scheme(environment) + "://localhost:" + port + (path.equals("/") ? "" : path));
    }

    /** A server has a certificate in one of three ways, unless that is switched off. */
    private static String scheme(Environment environment) {
        boolean certified = Stream.of("key-store", "certificate", "bundle")
                .anyMatch(way -> environment.containsProperty("server.ssl." + way));
        return certified && environment.getProperty("server.ssl.enabled", Boolean.class, true) ? "https" : "http";
    }

    private static URI checked(URI set) {
        boolean whole = set.getHost() != null && set.getRawQuery() == null && set.getRawFragment() == null;
        boolean safe = "https".equals(set.getScheme()) || ("http".equals(set.getScheme()) && isHere(set));
        if (!whole || !safe || set.getRawUserInfo() != null) {
            throw new Misconfigured(
                    KEY,
                    "It must be an address that begins with https://, or with http://localhost while developing, without"
                            + " query and fragment.");
        }
        String text = set.toString();
        return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }
}

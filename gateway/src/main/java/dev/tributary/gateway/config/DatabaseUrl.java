package dev.tributary.gateway.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of a database server as JDBC writes it, without user and password, so that it may be shown and logged.
 *
 * <p>It has only parameters that are known, each once and in its own case: others lead a driver to another host, or take away
 * what the URL seems to say of TLS.
 */
public final class DatabaseUrl {

    private static final Pattern SCHEME = Pattern.compile("jdbc:([a-z0-9]+):.*");
    private static final String HOST = "(?:\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(?::[0-9]{1,5})?";
    private static final Pattern FORM = Pattern.compile("jdbc:(?<kind>postgresql|mariadb)://(?<hosts>" + HOST + "(?:,"
            + HOST + ")*)/(?<name>[A-Za-z0-9_.$%-]+)(?:\\?(?<parameters>[!-~&&[^#]]*))?");
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z][A-Za-z0-9_.]*=.*");
    private static final String PARAMETERS =
            "After the '?' come parameters such as sslmode=verify-full, with '&' between.";
    private static final List<String> OF_POSTGRESQL = List.of(
            "sslmode",
            "sslrootcert",
            "sslcert",
            "sslkey",
            "connectTimeout",
            "socketTimeout",
            "loginTimeout",
            "tcpKeepAlive",
            "ApplicationName",
            "currentSchema",
            "targetServerType");
    private static final List<String> OF_MARIADB =
            List.of("sslMode", "serverSslCert", "connectTimeout", "socketTimeout", "tcpKeepAlive");
    private static final String NO_CREDENTIALS =
            "A user or a password stands in the URL, and URLs get into logs. Write them as store.user and store.password.";

    /** What a database server is. */
    public enum Kind {
        /** PostgreSQL, and what speaks its protocol and SQL. */
        POSTGRESQL,
        /** MariaDB. */
        MARIADB
    }

    private final String text;
    private final Kind kind;
    private final String hosts;
    private final String place;
    private final Map<String, String> parameters;

    private DatabaseUrl(String text, Matcher parts) {
        this.text = text;
        this.kind = Kind.valueOf(parts.group("kind").toUpperCase(Locale.ROOT));
        this.hosts = parts.group("hosts");
        this.place = hosts + "/" + parts.group("name");
        this.parameters = parameters(parts.group("parameters"), kind);
    }

    /** Reads {@code jdbc:postgresql://host/database?parameters}, or MariaDB's. Fails as forms do, never quoting what it read. */
    static DatabaseUrl read(String text) {
        checkScheme(text);
        if (text.contains("@")) {
            throw new IllegalArgumentException(NO_CREDENTIALS);
        }
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "Write host and database, such as jdbc:postgresql://db.example.org:5432/tributary.");
        }
        return new DatabaseUrl(text, parts);
    }

    private static void checkScheme(String text) {
        Matcher scheme = SCHEME.matcher(text);
        String found = scheme.matches() ? scheme.group(1) : "";
        switch (found) {
            case "postgresql", "mariadb" -> {}
            case "mysql" ->
                throw new IllegalArgumentException(
                        "Write jdbc:mariadb:// for a MariaDB server. MySQL itself is not supported.");
            case "sqlite" ->
                throw new IllegalArgumentException(
                        "A SQLite file needs no URL. Name it as store.sqlite, and leave store.url out.");
            default ->
                throw new IllegalArgumentException(
                        "There is no driver for such a URL. It begins with jdbc:postgresql:// or jdbc:mariadb://.");
        }
    }

    private static Map<String, String> parameters(@Nullable String written, Kind kind) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (written == null || written.isEmpty()) {
            return parameters;
        }
        for (String parameter : written.split("&", -1)) {
            if (!PARAMETER.matcher(parameter).matches()) {
                throw new IllegalArgumentException(PARAMETERS);
            }
            int end = parameter.indexOf('=');
            String name = parameter.substring(0, end);
            checkName(name, kind);
            if (parameters.putIfAbsent(name, value(name, parameter.substring(end + 1), kind)) != null) {
                throw new IllegalArgumentException("The parameter '" + name
                        + "' stands in the URL twice, and one of them would not count. Keep one.");
            }
        }
        return parameters;
    }

    private static void checkName(String name, Kind kind) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("user") || lower.contains("password")) {
            throw new IllegalArgumentException(NO_CREDENTIALS);
        }
        List<String> allowed = switch (kind) {
            case POSTGRESQL -> OF_POSTGRESQL;
            case MARIADB -> OF_MARIADB;
        };
        if (!allowed.contains(name)) {
            throw new IllegalArgumentException("The parameter '" + name
                    + "' is not allowed in the URL. Take it out, or write it exactly as one of these: "
                    + String.join(", ", allowed) + ".");
        }
    }

    /** Reads a value as the driver does: PostgreSQL's decodes it, and MariaDB's takes it as it is written. */
    private static String value(String name, String written, Kind kind) {
        if (kind == Kind.MARIADB) {
            return written;
        }
        try {
            return URLDecoder.decode(written, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The parameter '" + name + "' has a '%' that no two hexadecimal digits follow. Write '%25' for it.",
                    e);
        }
    }

    /** Returns what it is. */
    public Kind kind() {
        return kind;
    }

    /** Returns hosts and database, such as {@code db.example.org:5432/tributary}. */
    public String place() {
        return place;
    }

    /** Returns the value of a parameter as the driver reads it. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** Says whether nobody can read along: the way stays on this machine, or the driver looks at the server's certificate. */
    public boolean isGuarded() {
        return isHere()
                || switch (kind) {
                    case POSTGRESQL -> parameter("sslmode").orElse("").startsWith("verify-");
                    case MARIADB -> parameter("sslMode").orElse("verify-full").startsWith("verify-");
                };
    }

    private boolean isHere() {
        return Arrays.stream(hosts.split(","))
                .map(host -> host.replaceFirst(":[0-9]+$", ""))
                .allMatch(ThisMachine::is);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DatabaseUrl that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Returns it as it was written. */
    @Override
    public String toString() {
        return text;
    }
}

package dev.tributary.gateway.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of a database server as JDBC writes it, without user and password, so that it may be shown and logged. */
public final class DatabaseUrl {

    private static final Pattern SCHEME = Pattern.compile("jdbc:([a-z0-9]+):.*");
    private static final String HOST = "(?:\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(?::[0-9]{1,5})?";
    private static final Pattern FORM = Pattern.compile("jdbc:(?<kind>postgresql|mariadb)://(?<hosts>" + HOST + "(?:,"
            + HOST + ")*)/(?<name>[A-Za-z0-9_.$%-]+)(?:\\?(?<parameters>[!-~&&[^#]]*))?");
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z][A-Za-z0-9_.]*=.*");
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
    private final String[] parameters;

    private DatabaseUrl(String text, Matcher parts) {
        this.text = text;
        this.kind = Kind.valueOf(parts.group("kind").toUpperCase(Locale.ROOT));
        this.hosts = parts.group("hosts");
        this.place = hosts + "/" + parts.group("name");
        String written = parts.group("parameters");
        this.parameters = written == null || written.isEmpty() ? new String[0] : written.split("&", -1);
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
        DatabaseUrl url = new DatabaseUrl(text, parts);
        Arrays.stream(url.parameters).forEach(DatabaseUrl::checkParameter);
        return url;
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

    private static void checkParameter(String parameter) {
        if (!PARAMETER.matcher(parameter).matches()) {
            throw new IllegalArgumentException(
                    "After the '?' come parameters such as sslmode=verify-full, with '&' between.");
        }
        String name = name(parameter).toLowerCase(Locale.ROOT);
        if (name.equals("user") || name.contains("password")) {
            throw new IllegalArgumentException(NO_CREDENTIALS);
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

    /** Returns the value of a parameter as it is written. */
    public Optional<String> parameter(String name) {
        return Arrays.stream(parameters)
                .filter(parameter -> name(parameter).equals(name))
                .map(parameter -> parameter.substring(name.length() + 1))
                .findFirst();
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

    private static String name(String parameter) {
        return parameter.substring(0, parameter.indexOf('='));
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

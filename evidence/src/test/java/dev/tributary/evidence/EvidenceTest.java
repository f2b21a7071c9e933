package dev.tributary.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.evidence.search.Finding;
import dev.tributary.evidence.search.KnownSecret;
import dev.tributary.evidence.search.Search;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** A secret is planted wherever something may let one out, and the search has to find it there. */
final class EvidenceTest {

    private final KnownSecret secret = new KnownSecret("access_token", random());

    @TempDir
    private Path directory;

    @Test
    void in_a_line_of_the_log_at_the_lowest_level() throws IOException {
        LoggerFactory.getLogger("dev.tributary.token").trace("answered {}", secret.value());

        assertFoundIn(Evidence.file("log"));
    }

    @Test
    void in_a_line_of_somebody_elses_log() throws IOException {
        LoggerFactory.getLogger("io.vertx").trace("answered {}", secret.value());

        assertFoundIn(Evidence.file("log"));
    }

    @Test
    void in_the_cause_of_an_exception_that_is_logged() throws IOException {
        LoggerFactory.getLogger("dev.tributary.token")
                .trace("failed", new IllegalStateException("outside", new IllegalArgumentException(secret.value())));

        assertFoundIn(Evidence.file("log"));
    }

    @Test
    void in_what_is_said_beside_a_line() throws IOException {
        MDC.put("connection", secret.value());
        LoggerFactory.getLogger("dev.tributary").trace("failed");
        MDC.clear();

        assertFoundIn(Evidence.file("log"));
    }

    @Test
    void in_a_line_that_is_logged_through_the_jdk() throws IOException {
        Logger.getLogger("org.postgresql").log(Level.FINEST, "answered {0}", secret.value());
        assertFoundIn(Evidence.file("jdk-log"));
    }

    @Test
    void in_a_line_of_the_system_logger() throws IOException {
        System.getLogger("sun.net.www.protocol.http.HttpURLConnection").log(System.Logger.Level.TRACE, secret.value());

        assertFoundIn(Evidence.file("jdk-log"));
    }

    @Test
    void in_an_exception_that_somebody_caught() throws IOException {
        Exceptions exceptions = new Exceptions();
        exceptions.record();
        try {
            throw new IllegalStateException("outside", new IllegalArgumentException("refused " + secret.value()));
        } catch (IllegalStateException caught) {
            assertThat(caught).hasMessage("outside");
        }
        exceptions.writeTo(directory.resolve("thrown.txt"));

        assertThat(found()).anyMatch(finding -> finding.file().endsWith("thrown.txt"));
    }

    @Test
    void in_an_answer() throws IOException {
        Evidence.answer("HTTP/1.1 400\n{\"detail\": \"" + secret.value() + "\"}");

        assertFoundIn(Evidence.file("answers"));
    }

    @Test
    void in_a_database_file() throws IOException, SQLException {
        try (Connection connection = sqlite()) {
            insert(connection);
        }

        assertThat(found()).anyMatch(finding -> finding.file().endsWith("rows.db"));
    }

    @Test
    void in_a_journal_that_was_removed_with_what_was_erased_again() throws IOException, SQLException {
        try (Connection connection = sqlite()) {
            insert(connection);
            run(connection, "DELETE FROM t");
            run(connection, "PRAGMA secure_delete=ON");
            run(connection, "VACUUM");
            Evidence.journals(directory);
        }

        assertThat(found())
                .anyMatch(finding -> finding.file().toString().endsWith("rows.db-wal"))
                .noneMatch(finding -> finding.file().endsWith("rows.db"));
    }

    @Test
    void in_a_row_of_a_database_server() throws IOException, SQLException {
        JdbcDataSource database = new JdbcDataSource();
        database.setUrl("jdbc:h2:mem:planted;DB_CLOSE_DELAY=-1");
        Evidence.database(database);
        try (Connection connection = database.getConnection()) {
            run(connection, "CREATE TABLE t (v VARBINARY(1000))");
            insert(connection);
        }
        Databases.writeTo(directory.resolve("left.txt"));

        assertThat(found()).anyMatch(finding -> finding.file().endsWith("left.txt"));
    }

    private Connection sqlite() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("rows.db"));
        run(connection, "PRAGMA journal_mode=WAL");
        run(connection, "CREATE TABLE t (v BLOB)");
        return connection;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void insert(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
            statement.setBytes(1, secret.value().getBytes(UTF_8));
            statement.execute();
        }
    }

    private void assertFoundIn(Path file) throws IOException {
        assertThat(found()).anyMatch(finding -> finding.file().equals(file));
    }

    private List<Finding> found() throws IOException {
        Search search = new Search(List.of(secret));
        try (Stream<Path> files = Files.walk(Evidence.directory())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                search.look(file);
            }
        }
        return search.findings();
    }

    private static String random() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}

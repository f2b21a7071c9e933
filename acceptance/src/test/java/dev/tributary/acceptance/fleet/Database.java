package dev.tributary.acceptance.fleet;

import dev.tributary.evidence.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** A PostgreSQL that can be restarted over its files. */
final class Database implements AutoCloseable {

    private final Path files;
    private final int port = FreePort.next();
    private EmbeddedPostgres server;

    Database(Path files) throws IOException {
        this.files = files;
        this.server = start();
    }

    private EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(files)
                .setCleanDataDirectory(false)
                .start();
    }

    String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres";
    }

    void restart() throws IOException {
        server.close();
        server = start();
    }

    /** A renewal that somebody is at: whose, under which name, and until when others keep away. */
    record Renewal(String user, String owner, long until) {}

    /** Returns the renewals that somebody is at. */
    Set<Renewal> renewals() throws SQLException {
        Set<Renewal> renewals = new HashSet<>();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT user_id, lease_owner, lease_until FROM tributary_connection WHERE lease_owner IS NOT NULL");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                renewals.add(new Renewal(rows.getString(1), rows.getString(2), rows.getLong(3)));
            }
        }
        return renewals;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

package dev.tributary.databases;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Who may do everything on a server.
 *
 * @param server the server
 */
record Administrator(DataSource server) {

    void execute(String... statements) {
        try (Connection connection = server.getConnection();
                Statement sql = connection.createStatement()) {
            for (String statement : statements) {
                sql.execute(statement);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

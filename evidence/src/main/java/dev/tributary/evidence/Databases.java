package dev.tributary.evidence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;

/** The rows that tests leave in databases which are no files of ours. */
final class Databases {

    private static final Queue<DataSource> REMEMBERED = new ConcurrentLinkedQueue<>();

    private Databases() {}

    static void remember(DataSource database) {
        REMEMBERED.add(database);
    }

    /** Writes every row of every table, binary columns byte by byte. */
    static void writeTo(Path file) {
        for (DataSource database = REMEMBERED.poll(); database != null; database = REMEMBERED.poll()) {
            Evidence.append(file, String.join("\n", rows(database)));
        }
    }

    private static List<String> rows(DataSource database) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            for (String table : tables(connection)) {
                rows.add("== " + table);
                addRows(connection, table, rows);
            }
        } catch (SQLException e) {
            rows.add("== a database that a test has ended: " + e.getSQLState());
        }
        return rows;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        DatabaseMetaData about = connection.getMetaData();
        String quote = about.getIdentifierQuoteString();
        List<String> tables = new ArrayList<>();
        String[] types = {"TABLE", "BASE TABLE"};
        try (ResultSet found = about.getTables(connection.getCatalog(), connection.getSchema(), "%", types)) {
            while (found.next()) {
                tables.add(quote + found.getString("TABLE_NAME") + quote);
            }
        }
        return tables;
    }

    private static void addRows(Connection connection, String table, List<String> rows) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT * FROM " + table)) {
            while (found.next()) {
                StringBuilder row = new StringBuilder();
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    row.append(text(found, column)).append('\t');
                }
                rows.add(row.toString());
            }
        }
    }

    private static String text(ResultSet row, int column) throws SQLException {
        Object value = row.getObject(column);
        if (value instanceof java.sql.Blob || value instanceof byte[]) {
            return new String(row.getBytes(column), ISO_8859_1);
        }
        return value instanceof java.sql.Clob ? row.getString(column) : String.valueOf(value);
    }
}

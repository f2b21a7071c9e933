package dev.tributary.store.jdbc;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import javax.sql.DataSource;

/**
 * What Flyway has noted of a set of tables. Where it has made every migration, as it lies on the class path, there is nothing to do
 * for it; and to load it takes a program longer, when it starts, than all else that a store does.
 */
final class History {

    /** Other rows, such as those of a repair, are Flyway's to understand. */
    private static final Set<String> PLAIN = Set.of("SQL", "BASELINE", "SCHEMA", "TABLE");

    private History() {}

    /** Says whether every migration was made and none has failed. What cannot be read was not made: Flyway says what is wrong. */
    static boolean isComplete(DataSource dataSource, Jdbc.Tables tables) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query(connection, tables.history()))) {
            Map<String, Integer> made = new HashMap<>();
            while (rows.next()) {
                if (!PLAIN.contains(rows.getString("type")) || !rows.getBoolean("success")) {
                    return false;
                }
                made.put(rows.getString("script"), rows.getInt("checksum"));
            }
            return hasAll(made, tables);
        } catch (SQLException | IOException e) {
            return false;
        }
    }

    private static boolean hasAll(Map<String, Integer> made, Jdbc.Tables tables) throws IOException {
        for (String migration : tables.migrations()) {
            if (!Integer.valueOf(checksum(tables, migration)).equals(made.get(migration))) {
                return false;
            }
        }
        return true;
    }

    /** Names the schema, where there are any: one that is looked at after it may hold the tables of another application. */
    private static String query(Connection connection, String history) throws SQLException {
        String quote = connection.getMetaData().getIdentifierQuoteString().strip();
        String schema = connection.getSchema();
        String table = quote + history + quote;
        return "SELECT * FROM " + (schema == null ? table : quote + schema + quote + "." + table);
    }

    /** As Flyway does it: of the lines, whatever ends them. */
    private static int checksum(Jdbc.Tables tables, String migration) throws IOException {
        CRC32 checksum = new CRC32();
        try (InputStream in = open(tables, migration);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                checksum.update(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return (int) checksum.getValue();
    }

    private static InputStream open(Jdbc.Tables tables, String migration) throws IOException {
        InputStream found = tables.loader().getResourceAsStream(tables.location() + "/" + migration);
        if (found == null) {
            throw new FileNotFoundException(migration);
        }
        return found;
    }
}

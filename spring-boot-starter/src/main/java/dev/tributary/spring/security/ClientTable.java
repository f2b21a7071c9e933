package dev.tributary.spring.security;

import dev.tributary.spring.security.ClientTableImport.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Spring Security's table of clients, which is only ever read. */
final class ClientTable {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?");
    private static final int PAGE = 200;

    private final DataSource dataSource;
    private final String name;
    private final ZoneId zone;

    /** Throws {@link IllegalArgumentException} for what is no name of a table. */
    ClientTable(Source source) {
        this.dataSource = source.dataSource();
        this.name = source.table();
        this.zone = source.zone();
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "tributary.bridge.import.table is no name of a table: letters, digits, underscores, and one dot behind a schema.");
        }
    }

    long count() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT COUNT(*) FROM " + name);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** Returns the rows behind one, in the order of the primary key; the first ones where there is none before. */
    List<ClientRow> behind(@Nullable ClientRow last) {
        String where = last == null
                ? ""
                : " WHERE client_registration_id > ? OR (client_registration_id = ? AND principal_name > ?)";
        String order = " ORDER BY client_registration_id, principal_name";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT " + ClientRow.COLUMNS + " FROM " + name + where + order)) {
            statement.setMaxRows(PAGE);
            if (last != null) {
                statement.setString(1, last.registration());
                statement.setString(2, last.registration());
                statement.setString(3, last.principal());
            }
            return rows(statement);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private List<ClientRow> rows(PreparedStatement statement) throws SQLException {
        List<ClientRow> rows = new ArrayList<>();
        try (ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                rows.add(ClientRow.read(found, zone));
            }
        }
        return rows;
    }

    private IllegalStateException unreadable(SQLException failure) {
        return new IllegalStateException(
                "The table %s cannot be read (SQL state %s). Name it in tributary.bridge.import.table, and let the application's data source read it."
                        .formatted(name, failure.getSQLState()),
                failure);
    }
}

package dev.tributary.cli.person;

import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Dates;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.Owner;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Prints connections. They carry no token. */
public final class ConnectionList {

    private static final List<String> HEAD = List.of("ID", "APP", "USER", "SITE", "ACCOUNT", "STATUS", "ENDS");

    private final PrintWriter out;
    private final boolean json;
    private final boolean forPeople;

    /**
     * Takes where it prints.
     *
     * @param out where to
     * @param json as a JSON array, or else as a table
     * @param forPeople whether JSON is laid out
     */
    public ConnectionList(PrintWriter out, boolean json, boolean forPeople) {
        this.out = out;
        this.json = json;
        this.forPeople = forPeople;
    }

    /** Prints them as the stream is read; of none an empty array, or nothing. Returns whether there are any. */
    public boolean print(Stream<Connection> connections) {
        Iterator<Connection> each = connections.iterator();
        boolean any = each.hasNext();
        if (json) {
            array(each);
        } else if (any) {
            List<List<String>> lines = new ArrayList<>(List.of(HEAD));
            each.forEachRemaining(connection -> lines.add(line(connection)));
            Table.Lines.print(lines, out, "  ");
        }
        out.flush();
        return any;
    }

    private void array(Iterator<Connection> connections) {
        JsonMapper mapper = JsonMapper.shared();
        String end = connections.hasNext() ? "\n]" : "]";
        out.print("[");
        for (String gap = "\n"; connections.hasNext(); gap = ",\n") {
            Map<String, Object> view = view(connections.next());
            out.print(gap
                    + Printable.json(
                            forPeople
                                    ? mapper.writerWithDefaultPrettyPrinter().writeValueAsString(view)
                                    : mapper.writeValueAsString(view)));
        }
        out.println(end);
    }

    private static List<String> line(Connection connection) {
        boolean own = connection.owner().app().equals(Owner.DEFAULT_APP);
        Instant ends = ends(connection);
        String status = connection.state().status().name().toLowerCase(Locale.ROOT);
        return List.of(
                connection.id().toString(),
                own ? "-" : connection.owner().app(),
                Printable.line(connection.owner().user()),
                connection.site(),
                Printable.line(connection.account().displayName()),
                status,
                ends == null ? "-" : ends.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static Map<String, Object> view(Connection connection) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", connection.id().toString());
        view.put("app", connection.owner().app());
        view.put("user", connection.owner().user());
        view.put("site", connection.site());
        view.put("account", connection.account());
        view.put("kind", connection.kind().name());
        view.put("status", connection.state().status().name());
        put(view, "reason", connection.state().reason());
        view.put("scopes", connection.scopes());
        put(view, "connectedAt", connection.dates().connectedAt());
        put(view, "renewedAt", connection.dates().renewedAt());
        put(view, "grantEndsAt", connection.dates().grantEndsAt());
        put(view, "endsAt", connection.dates().endsAt());
        return view;
    }

    private static void put(Map<String, Object> view, String name, @Nullable Object value) {
        if (value != null) {
            view.put(name, value.toString());
        }
    }

    /** The end that comes although it is renewed, or else the one that comes unless it is. */
    private static @Nullable Instant ends(Connection connection) {
        Dates dates = connection.dates();
        boolean over = connection.state().status() != Status.ACTIVE;
        return over ? null : dates.endsAt() == null ? dates.grantEndsAt() : dates.endsAt();
    }
}

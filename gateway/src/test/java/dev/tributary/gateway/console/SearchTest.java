package dev.tributary.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.console.Register.Filter;
import dev.tributary.gateway.console.Search.Found;
import dev.tributary.model.Account;
import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** However many connections there are, so many are looked through at a time, and none is left out or shown twice. */
class SearchTest {

    private static final Filter AN = new Filter(null, "an", null, null, null);

    private final List<Connection> all = new ArrayList<>();
    private int read;

    @Test
    void every_match_is_found_once_however_the_pages_fall() {
        add("ann", "bob", "hannah", "carl", "an", "joan", "dora", "dan");

        for (int size = 1; size < 6; size++) {
            for (int most = 1; most < 10; most++) {
                assertThat(walk(new Search(this::list, most), size))
                        .as("pages of %d, %d looked through", size, most)
                        .containsExactlyInAnyOrder("ann", "hannah", "an", "joan", "dan");
            }
        }
    }

    @Test
    void no_more_are_looked_through_at_a_time_than_is_said() {
        add(IntStream.range(0, 5000).mapToObj(each -> "bob" + each).toArray(String[]::new));
        add("ann");

        Found first = new Search(this::list, 2500).page(AN, null, 50);

        assertThat(first.rows()).isEmpty();
        assertThat(first.cut()).isTrue();
        assertThat(read).isEqualTo(2500);
        assertThat(walk(new Search(this::list, 2500), 50)).containsExactly("ann");
    }

    @Test
    void who_is_called_exactly_so_comes_first_and_at_once() {
        add(IntStream.range(0, 100).mapToObj(each -> "hannah" + each).toArray(String[]::new));
        add("an");

        Found first = new Search(this::list, 10).page(AN, null, 5);

        assertThat(first.rows().get(0).owner().user()).isEqualTo("an");
    }

    private List<String> walk(Search search, int size) {
        List<String> users = new ArrayList<>();
        ConnectionId after = null;
        for (int page = 0; page < 100; page++) {
            Found found = search.page(AN, after, size);
            assertThat(found.rows()).hasSizeLessThanOrEqualTo(size + 1);
            found.rows().forEach(row -> users.add(row.owner().user()));
            after = found.next();
            if (after == null) {
                return users;
            }
        }
        throw new AssertionError("It does not end.");
    }

    private List<Connection> list(Filter filter, @Nullable ConnectionId after, int limit) {
        List<Connection> some = all.stream()
                .filter(each -> filter.user() == null
                        || filter.user().equals(each.owner().user()))
                .filter(each -> after == null || each.id().value().compareTo(after.value()) > 0)
                .limit(limit)
                .toList();
        read += filter.user() == null ? some.size() : 0;
        return some;
    }

    /** Ids in the order of their adding. */
    private void add(String... users) {
        Stream.of(users)
                .forEach(user -> all.add(new Connection(
                        new ConnectionId("00000000-0000-4000-8000-%012d".formatted(all.size())),
                        new Owner("portal", user),
                        "wiki",
                        URI.create("https://wiki.example.org"),
                        Connection.Kind.OAUTH,
                        new Account("key", "name", "Name"),
                        List.of("WRITE"),
                        new Connection.State(Connection.Status.ACTIVE, null, 1, 1),
                        new Connection.Dates(Instant.EPOCH, Instant.EPOCH, null, null, null))));
    }
}

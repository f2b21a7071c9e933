package dev.tributary.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.databases.PostgresServer;
import dev.tributary.model.Unavailable;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A PostgreSQL that ends connections, as it does when it restarts: nobody is told who need not be. */
class RestartTest {

    private static final String END = "SELECT pg_terminate_backend(pg_backend_pid())";

    private final DataSource database = PostgresServer.newDatabase();
    private final Queue<Connection> ended = new ArrayDeque<>();
    private final Jdbc jdbc = Jdbc.on(withEndedOnesFirst(), Clock.systemUTC());

    @BeforeEach
    void table() {
        jdbc.update(Sql.of("CREATE TABLE visit (name TEXT)"));
    }

    @Test
    void a_transaction_that_it_ended_is_done_again_and_once() {
        AtomicInteger attempts = new AtomicInteger();

        jdbc.inTransaction(transaction -> {
            transaction.update(Sql.of("INSERT INTO visit VALUES (?)", "alice"));
            return attempts.incrementAndGet() == 1
                    ? transaction.list(Sql.of(END), row -> 0).size()
                    : 0;
        });

        assertThat(attempts).hasValue(2);
        assertThat(visits()).isEqualTo(1);
    }

    @Test
    void a_transaction_whose_connection_broke_before_its_end_is_done_again_and_once() throws SQLException {
        ended.add(brokenFromHere());

        jdbc.inTransaction(transaction -> transaction.update(Sql.of("INSERT INTO visit VALUES (?)", "alice")));

        assertThat(visits()).isEqualTo(1);
    }

    @Test
    void a_question_on_a_connection_that_it_ended_is_asked_again() throws SQLException {
        ended.add(endedByTheServer());
        assertThat(visits()).isZero();

        ended.add(brokenFromHere());
        assertThat(visits()).isZero();
    }

    @Test
    void a_change_of_its_own_is_not_made_again_since_it_may_be_made() throws SQLException {
        ended.add(endedByTheServer());

        assertThatThrownBy(() -> jdbc.update(Sql.of("INSERT INTO visit VALUES (?)", "alice")))
                .isInstanceOf(Unavailable.class);

        assertThat(visits()).isZero();
    }

    /** PostgreSQL may have committed, and say so, and say in the same breath that it ends the connection. */
    @Test
    void a_transaction_whose_commit_was_the_last_word_is_not_done_again() throws SQLException {
        ended.add(endedWithItsCommit());
        AtomicInteger attempts = new AtomicInteger();

        assertThatThrownBy(() -> jdbc.inTransaction(transaction -> {
                    attempts.incrementAndGet();
                    return transaction.update(Sql.of("INSERT INTO visit VALUES (?)", "alice"));
                }))
                .isInstanceOf(Unavailable.class);

        assertThat(attempts).hasValue(1);
        assertThat(visits()).isEqualTo(1);
    }

    @Test
    void a_database_that_ends_each_connection_is_not_asked_for_ever() throws SQLException {
        for (int i = 0; i < 9; i++) {
            ended.add(endedByTheServer());
        }

        assertThatThrownBy(this::visits)
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("The store does not answer");
        assertThat(ended).hasSize(4);
    }

    private int visits() {
        return jdbc.list(Sql.of("SELECT name FROM visit"), row -> row.getString(1))
                .size();
    }

    private Connection endedByTheServer() throws SQLException {
        Connection connection = database.getConnection();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()");
                Connection other = database.getConnection();
                Statement killing = other.createStatement()) {
            row.next();
            killing.execute("SELECT pg_terminate_backend(" + row.getInt(1) + ", 5000)");
        }
        return connection;
    }

    private Connection endedWithItsCommit() throws SQLException {
        Connection real = database.getConnection();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("commit")) {
                        real.commit();
                        throw new SQLException("terminating connection due to administrator command", "57P01");
                    }
                    return method.invoke(real, arguments);
                });
    }

    private Connection brokenFromHere() throws SQLException {
        Connection connection = database.getConnection();
        connection.close();
        return connection;
    }

    /** As a pool that has not noticed yet. */
    private DataSource withEndedOnesFirst() {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> ended.isEmpty() ? database.getConnection() : ended.remove());
    }
}

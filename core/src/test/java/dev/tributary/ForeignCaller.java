package dev.tributary;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tributary.model.Connection;
import dev.tributary.model.TributaryException;
import dev.tributary.store.Keyset;
import dev.tributary.store.jdbc.JdbcStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** A process of its own whose callers ask for the tokens of all users again and again, until its standard input is closed. */
public final class ForeignCaller {

    private static final int CALLERS = 4;
    private static final int CONNECTIONS = 8;
    private static final int ASKED_PER_CALL = 16;
    private static final long PAUSE_MILLIS = 20;

    private final Tributary tributary;
    private final List<Connection> connections;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger called = new AtomicInteger();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    private ForeignCaller(Tributary tributary, int users) {
        this.tributary = tributary;
        this.connections = IntStream.range(0, users)
                .mapToObj(i -> tributary.connection("user-" + i, "foreign").orElseThrow())
                .toList();
    }

    /** Takes the database's URL, the keyset's file and the number of users, and from standard input the server's line. */
    public static void main(String[] arguments) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String server = in.readLine();
        try (HikariDataSource pool = pool(arguments[0]);
                Tributary tributary = Tributary.builder()
                        .site(ForeignServer.site(JsonMapper.shared().readTree(server)))
                        .store(JdbcStore.open(pool, Keyset.file(Path.of(arguments[1]))))
                        .build()) {
            out.println(new ForeignCaller(tributary, Integer.parseInt(arguments[2])).run(in));
        }
    }

    static HikariDataSource pool(String url) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(url);
        pool.setUsername("postgres");
        pool.setMaximumPoolSize(CONNECTIONS);
        return new HikariDataSource(pool);
    }

    private String run(BufferedReader in) throws IOException, InterruptedException {
        List<Thread> callers = IntStream.range(0, CALLERS)
                .mapToObj(i -> new Thread(this::call))
                .toList();
        callers.forEach(Thread::start);
        while (in.readLine() != null) {
            // Whatever the parent says, it is still there.
        }
        over.set(true);
        for (Thread caller : callers) {
            caller.join();
        }
        return "asked=" + asked + " called=" + called + " failures=" + failures;
    }

    private void call() {
        Random random = new Random();
        while (!over.get()) {
            Connection connection = connections.get(random.nextInt(connections.size()));
            try {
                tributary.accessToken(connection, Duration.ZERO);
                if (asked.incrementAndGet() % ASKED_PER_CALL == 0) {
                    tributary.confluence(connection).currentUser();
                    called.incrementAndGet();
                }
                Thread.sleep(PAUSE_MILLIS);
            } catch (TributaryException e) {
                failures.merge(e.getClass().getSimpleName(), 1, Integer::sum);
                System.err.println(Instant.now() + " " + e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

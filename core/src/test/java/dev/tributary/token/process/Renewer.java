package dev.tributary.token.process;

import dev.tributary.Tributary;
import dev.tributary.http.HttpTransport;
import dev.tributary.http.Network;
import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.GrantEnded;
import dev.tributary.model.RateLimited;
import dev.tributary.model.TributaryException;
import dev.tributary.model.Unavailable;
import dev.tributary.store.HeldPair;
import dev.tributary.store.Store;
import dev.tributary.store.StoredConnection;
import dev.tributary.token.AccessToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/**
 * A process of its own that renews. It does what it reads, one command a line, and says what came of it, one line each; it ends
 * with its input, or by violence.
 */
public final class Renewer {

    private static final int MOST_TRIES = 400;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final PrintStream out;
    private final Trap trap;
    private final Store store;
    private final Tributary tributary;
    private final Herd herd;

    private Renewer(Setup setup, PrintStream out) throws SQLException {
        this.out = out;
        this.trap = new Trap(id -> out.println(id + ".stopped"));
        this.store = setup.open(trap::around);
        this.tributary = Tributary.builder()
                .sites(setup.sites())
                .store(trap.around(store))
                .transport(trap.around(new HttpTransport(Network.DIRECT)))
                .renewal(Setup.BRISK)
                .build();
        this.herd = new Herd(tributary);
    }

    /** Takes what {@link Setup#arguments} says. */
    public static void main(String[] arguments) throws IOException, SQLException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        // What is logged must not come between the lines of the conversation.
        System.setOut(System.err);
        Renewer renewer = new Renewer(Setup.of(arguments), out);
        out.println("ready");
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            renewer.obey(line.split(" "));
        }
        System.exit(0);
    }

    private void obey(String[] words) {
        switch (words[0]) {
            case "stop" -> trap.set(new ConnectionId(words[1]), Stop.valueOf(words[2]));
            case "ask" -> inBackground(() -> out.println(words[1] + " " + call(new ConnectionId(words[1]), false)));
            case "call" -> inBackground(() -> out.println(words[1] + " " + call(new ConnectionId(words[1]), true)));
            case "gather" -> {
                herd.gather(new ConnectionId(words[1]), Integer.parseInt(words[2]));
                out.println("gathered");
            }
            case "go" -> inBackground(() -> out.println("served " + herd.go()));
            case "forget" -> {
                tributary.tokens().forget(new ConnectionId(words[1]));
                out.println("forgotten");
            }
            default -> throw new IllegalArgumentException(words[0]);
        }
    }

    /** As often as it takes, while trying again may help; or, without patience, until an attempt has been noted. */
    private String call(ConnectionId id, boolean patiently) {
        String last = "never";
        for (int i = 0; i < MOST_TRIES; i++) {
            last = once(id);
            if (!last.startsWith("later") || (!patiently && wasTried(id))) {
                return last;
            }
            pause();
        }
        return last;
    }

    private boolean wasTried(ConnectionId id) {
        return store.find(id)
                .map(StoredConnection::current)
                .filter(HeldPair::wasTried)
                .isPresent();
    }

    /** Calls Confluence, which is the judge of the token. */
    private String once(ConnectionId id) {
        try {
            AccessToken token =
                    tributary.tokens().accessToken(id, Duration.ZERO).join();
            Connection connection = token.connection();
            return "served " + tributary.confluence(connection).currentUser().username();
        } catch (CompletionException | TributaryException e) {
            Throwable failure = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
            if (failure instanceof Unavailable || failure instanceof RateLimited) {
                return "later " + failure.getMessage();
            }
            return failure instanceof GrantEnded ended
                    ? "ended " + ended.connection().state().reason()
                    : "failed " + failure;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void inBackground(Runnable work) {
        Thread thread = new Thread(work, "renewer");
        thread.setDaemon(true);
        thread.start();
    }
}

package dev.tributary.benchmarks;

import dev.tributary.benchmarks.Round.After;
import dev.tributary.benchmarks.database.Databases;
import dev.tributary.benchmarks.party.Contestant;
import dev.tributary.benchmarks.party.Contestants;
import dev.tributary.benchmarks.party.GoogleNode;
import dev.tributary.benchmarks.party.Node;
import dev.tributary.benchmarks.party.OurNode;
import dev.tributary.benchmarks.party.SpringNode;
import dev.tributary.benchmarks.server.Rotation;
import dev.tributary.benchmarks.server.TokenServer;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * What happens when a user's access token has ended and many callers ask for it at once: with Spring Security's client, with
 * Google's, and with Tributary, at one server and in one run. Prints Markdown. Each contestant plays a few rounds to warm up and then
 * those that are counted, each with a new user. Several nodes live in this process, but share nothing except the database.
 */
public final class SideBySide {

    private static final int CALLERS = 500;
    private static final Duration DELAY = Duration.ofMillis(200);
    private static final int WARM_UP = 8;
    private static final Duration WARM_TIME = Duration.ofSeconds(5);
    private static final int ROUNDS = 9;

    private final int callers;
    private final Duration delay;
    private final PrintStream out;

    private SideBySide(int callers, Duration delay, PrintStream out) {
        this.callers = callers;
        this.delay = delay;
        this.out = out;
    }

    /**
     * Runs all, which takes about seven minutes. Two arguments may say how many callers there are (500), and how many milliseconds the
     * token endpoint takes (200, at least 1).
     */
    public static void main(String[] arguments) throws InterruptedException {
        int callers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : CALLERS;
        Duration delay = arguments.length > 1 ? Duration.ofMillis(Long.parseLong(arguments[1])) : DELAY;
        new SideBySide(callers, delay, System.out).run();
        // Some contestants leave threads behind.
        System.exit(0);
    }

    private void run() throws InterruptedException {
        Duration floor = floor();
        out.printf(
                "%d callers at once, one user whose access token has ended, a token endpoint that takes %d ms; %d rounds each, warm.%n",
                callers, delay.toMillis(), ROUNDS);
        out.printf("%s; %s; %s; %s.%n", SpringNode.version(), GoogleNode.version(), OurNode.version(), Machine.words());
        out.printf(
                "As many threads that wait for one future of that time all have it after %d ms (%s), which is the floor.%n",
                floor.toMillis(), ratio(floor));
        for (Rotation rotation : Rotation.values()) {
            out.printf("%n### %s%n%n%s%n", capital(rotation.title()), table(rotation));
        }
    }

    private Duration floor() throws InterruptedException {
        List<Floor> nodes = List.of(new Floor(delay));
        return median(warm(user -> Crowd.ask(nodes, user, callers).wall()));
    }

    private Table table(Rotation rotation) throws InterruptedException {
        Table table = new Table(
                "client",
                "nodes",
                "token endpoint calls",
                "served",
                "failed",
                "the grant afterwards",
                "time until the last answer",
                "÷ the endpoint's");
        try (Databases databases = new Databases()) {
            Contestants contestants = new Contestants(databases);
            for (Contestant contestant : contestants.alone()) {
                row(table, rotation, contestant, 1);
            }
            for (Contestant contestant : contestants.together()) {
                row(table, rotation, contestant, 2);
            }
        }
        return table;
    }

    private void row(Table table, Rotation rotation, Contestant contestant, int nodes) throws InterruptedException {
        List<Round> rounds = play(rotation, contestant, nodes);
        Duration wall = median(rounds.stream().map(Round::wall).toList());
        table.row(
                contestant.name(),
                String.valueOf(nodes),
                range(rounds, Round::calls),
                range(rounds, Round::served),
                range(rounds, round -> callers - round.served()),
                afterwards(rounds),
                wall.toMillis() + " ms",
                ratio(wall));
    }

    private List<Round> play(Rotation rotation, Contestant contestant, int count) throws InterruptedException {
        List<Node> nodes = new ArrayList<>();
        try (TokenServer server = TokenServer.start(rotation, delay)) {
            for (int i = 0; i < count; i++) {
                nodes.add(contestant.node(server.tokenEndpoint()));
            }
            return warm(user -> Round.play(server, nodes, user, callers));
        } finally {
            nodes.forEach(Node::close);
        }
    }

    /** One round, with a user of its own. */
    private interface Play<T> {

        T with(String user) throws InterruptedException;
    }

    /** Plays until it is warm: so many rounds and so long, since a client that renews once does little in a round. */
    private static <T> List<T> warm(Play<T> play) throws InterruptedException {
        long begun = System.nanoTime();
        int user = 0;
        while (user < WARM_UP || System.nanoTime() - begun < WARM_TIME.toNanos()) {
            play.with("user-" + user++);
        }
        List<T> counted = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            counted.add(play.with("user-" + user++));
        }
        return counted;
    }

    private String ratio(Duration wall) {
        return "%.2f".formatted((double) wall.toNanos() / delay.toNanos());
    }

    private static Duration median(List<Duration> walls) {
        return walls.stream().sorted().toList().get(walls.size() / 2);
    }

    private static String range(List<Round> rounds, ToIntFunction<Round> figure) {
        int least = rounds.stream().mapToInt(figure).min().orElseThrow();
        int most = rounds.stream().mapToInt(figure).max().orElseThrow();
        return least == most ? String.valueOf(least) : least + "–" + most;
    }

    /** One word where all rounds ended alike, else each with how often. */
    private static String afterwards(List<Round> rounds) {
        Map<After, Long> ends =
                rounds.stream().collect(Collectors.groupingBy(Round::after, TreeMap::new, Collectors.counting()));
        if (ends.size() == 1) {
            return String.valueOf(rounds.get(0).after());
        }
        return ends.entrySet().stream()
                .map(end -> "%s %d×".formatted(end.getKey(), end.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}

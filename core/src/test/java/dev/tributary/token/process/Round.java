package dev.tributary.token.process;

import dev.tributary.token.process.Stop.Start;
import java.util.ArrayList;
import java.util.List;

/**
 * One death.
 *
 * @param number counts them, from 1
 * @param database what the dead and the living share
 * @param provider how the server takes it
 * @param stop where the process is when it dies
 */
record Round(int number, Database database, Provider provider, Stop stop) {

    /** Returns so many rounds: each step with each provider on two databases, and then from the beginning. */
    static List<Round> plan(int count) {
        List<Round> once = new ArrayList<>();
        int pairing = 0;
        for (Stop stop : Stop.values()) {
            for (Provider provider : providers(stop.start)) {
                for (Database database : databases(pairing++)) {
                    once.add(new Round(0, database, provider, stop));
                }
            }
        }
        List<Round> all = new ArrayList<>();
        for (int number = 1; number <= (count == 0 ? once.size() : count); number++) {
            Round next = once.get((number - 1) % once.size());
            all.add(new Round(number, next.database, next.provider, next.stop));
        }
        return all;
    }

    private static List<Provider> providers(Start start) {
        return switch (start) {
            case EXPIRED, LEFT_OPEN -> List.of(Provider.STRICT, Provider.FORGIVING);
            case SPARE -> List.of(Provider.STRICT, Provider.LATE);
            case LOST -> List.of(Provider.STRICT);
        };
    }

    private static List<Database> databases(int pairing) {
        return switch (pairing % 5) {
            case 0 -> List.of(Database.POSTGRESQL, Database.MARIADB);
            case 1 -> List.of(Database.SQLITE, Database.MARIADB);
            default -> List.of(Database.POSTGRESQL, Database.SQLITE);
        };
    }

    /** Says whether the grant cannot be saved by anybody: the only answer is lost, and the server forgives nothing. */
    boolean losesGrant() {
        return provider == Provider.STRICT && stop.losesAnswer();
    }

    /** Says whether the process that leaves the attempt open dies with the answer on the wire, and not before sending. */
    boolean beginsAnswered() {
        return stop.start == Start.LOST || provider.forgives();
    }

    @Override
    public String toString() {
        return "round %d, step %s, %s, server %s".formatted(number, stop.words, database, provider);
    }
}

package dev.tributary.acceptance.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says whose fault it was that a call was not served. */
final class Judge {

    static final String WRONG_USER = "served as ";

    /** How long the owner of a renewal in doubt waits for certainty: until it cannot come any more, and a watch and a sweep. */
    private static final Duration DOUBT = Duration.ofSeconds(150);

    private final Journal journal;
    private final Map<String, Balancer.Ending> endings;
    private final History history;

    /** Why a call was not served. */
    enum Cause {
        NONE,
        CONFLUENCE_FAILED,
        ON_ITS_WAY_THROUGH_A_NODE_THAT_DIED,
        RENEWAL_IN_DOUBT,
        DATABASE_AWAY,
        OURS
    }

    /**
     * All calls by why they were not served.
     *
     * @param byCause the calls
     */
    record Verdict(Map<Cause, List<Called>> byCause) {

        List<Called> of(Cause cause) {
            return byCause.getOrDefault(cause, List.of());
        }
    }

    Judge(Journal journal, Balancer balancer, History history) {
        this.journal = journal;
        this.endings = balancer.endings();
        this.history = history;
    }

    Verdict judge(List<Called> calls) {
        return new Verdict(calls.stream().collect(Collectors.groupingBy(this::cause)));
    }

    private Cause cause(Called call) {
        if (call.isServed()) {
            return Cause.NONE;
        }
        if (call.said().startsWith(WRONG_USER)) {
            return Cause.OURS;
        }
        if (journal.of(call.probe()).stream().anyMatch(arrived -> arrived.status() != 200)) {
            return Cause.CONFLUENCE_FAILED;
        }
        if (wentDownWithItsNode(call)) {
            return Cause.ON_ITS_WAY_THROUGH_A_NODE_THAT_DIED;
        }
        if (call.status() == 503 && renewalIsInDoubt(call)) {
            return Cause.RENEWAL_IN_DOUBT;
        }
        return call.status() == 503 && history.databaseWasAway(call.began(), call.ended())
                ? Cause.DATABASE_AWAY
                : Cause.OURS;
    }

    /** Where a node dies as it takes a request, HAProxy closes the caller's connection without a word, and writes no line. */
    private boolean wentDownWithItsNode(Called call) {
        Balancer.Ending ending = endings.get(call.probe());
        return ending == null
                ? call.status() == 0 && history.died("", call.began(), call.ended())
                : ending.nodeBrokeOff() && history.died(ending.server(), call.began(), call.ended());
    }

    /** The answer was lost, or a node died that had taken the renewal up: then nobody knows whether it has asked Confluence. */
    private boolean renewalIsInDoubt(Called call) {
        Instant since = call.began().minus(DOUBT);
        return journal.wasInDoubt(call.user(), since, call.ended(), history.deaths())
                || history.wasAbandoned(call.user(), since, call.ended());
    }
}

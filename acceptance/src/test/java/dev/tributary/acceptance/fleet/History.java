package dev.tributary.acceptance.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was done to the fleet, and when. Thread-safe. */
final class History {

    private static final Duration ROUND = Duration.ofSeconds(1);

    private final List<Death> deaths = new ArrayList<>();
    private final List<Outage> outages = new ArrayList<>();
    private final Map<String, Instant> abandoned = new HashMap<>();
    private int drains;

    private record Death(String node, Instant at) {}

    private record Outage(Instant from, Instant to) {}

    synchronized void killed(String node, Instant at) {
        deaths.add(new Death(node, at));
    }

    /** A node had begun to renew for the user when it died: from then on nobody can know whether it has asked Confluence. */
    synchronized void abandoned(String user, Instant at) {
        abandoned.merge(user, at, (before, later) -> later);
    }

    synchronized boolean wasAbandoned(String user, Instant from, Instant to) {
        Instant at = abandoned.get(user);
        return at != null && at.isAfter(from) && at.isBefore(to);
    }

    synchronized void drained() {
        drains++;
    }

    synchronized void databaseAway(Instant from, Instant to) {
        outages.add(new Outage(from, to));
    }

    /** Says whether a node died in that time; any node where none is named. */
    synchronized boolean died(String node, Instant from, Instant to) {
        return deaths.stream()
                .anyMatch(death -> (node.isEmpty() || death.node.equals(node))
                        && death.at.isAfter(from.minus(ROUND))
                        && death.at.isBefore(to.plus(ROUND)));
    }

    synchronized List<Instant> deaths() {
        return deaths.stream().map(Death::at).toList();
    }

    synchronized boolean databaseWasAway(Instant from, Instant to) {
        return outages.stream()
                .anyMatch(outage -> from.isBefore(outage.to.plus(ROUND)) && to.isAfter(outage.from.minus(ROUND)));
    }

    @Override
    public synchronized String toString() {
        return deaths.size() + " nodes killed, " + drains + " drained, " + outages.size()
                + " restarts of the database, " + abandoned.size() + " renewals given up by a node that died";
    }
}

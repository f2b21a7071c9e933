package dev.tributary.acceptance.fleet;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.control.RecordedRequest;
import dev.tributary.simulator.oauth.GrantView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What Confluence has seen, kept for longer than it keeps it itself. */
final class Journal implements AutoCloseable {

    private static final Duration PACE = Duration.ofSeconds(2);
    private static final Pattern PROBE = Pattern.compile("(?:^|&)probe=([^&]+)");
    private static final Pattern REFRESH_TOKEN = Pattern.compile("(?:^|&)refresh_token=([^&]+)");

    private final ConfluenceSimulator confluence;
    private final Map<String, List<Arrived>> calls = new HashMap<>();
    private final List<Renewal> renewals = new ArrayList<>();
    private final Map<String, String> ownerOfToken = new HashMap<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread keeper = new Thread(this::keep, "journal");
    private @Nullable RecordedRequest last;

    /**
     * A call that has arrived.
     *
     * @param method its method
     * @param status what was answered; 0 for nothing
     */
    record Arrived(String method, int status) {}

    private record Renewal(Instant at, int status, String token) {}

    Journal(ConfluenceSimulator confluence) {
        this.confluence = confluence;
        keeper.start();
    }

    private void keep() {
        try {
            while (!over.await(PACE.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void look() {
        List<RecordedRequest> all = confluence.requests().all();
        int from = last == null ? 0 : all.lastIndexOf(last) + 1;
        all.subList(from, all.size()).forEach(this::note);
        if (!all.isEmpty()) {
            last = all.get(all.size() - 1);
        }
        for (GrantView grant : confluence.grants().all()) {
            grant.refreshTokens().forEach(token -> ownerOfToken.put(token, grant.user()));
        }
    }

    private void note(RecordedRequest request) {
        Matcher probe = PROBE.matcher(request.query());
        if (probe.find()) {
            calls.computeIfAbsent(probe.group(1), none -> new ArrayList<>())
                    .add(new Arrived(request.method(), request.status()));
        }
        Matcher token = REFRESH_TOKEN.matcher(request.body());
        if (token.find()) {
            renewals.add(new Renewal(request.time(), request.status(), token.group(1)));
        }
    }

    /** Returns what became of a call at Confluence: nothing where it never arrived. */
    synchronized List<Arrived> of(String probe) {
        return calls.getOrDefault(probe, List.of());
    }

    synchronized Collection<List<Arrived>> calls() {
        return List.copyOf(calls.values());
    }

    synchronized int renewals() {
        return renewals.size();
    }

    /** Says whether the answer to a renewal for the user was lost in that time, or was on its way to a node when it died. */
    synchronized boolean wasInDoubt(String user, Instant from, Instant to, Collection<Instant> deaths) {
        return renewals.stream()
                .filter(renewal -> user.equals(ownerOfToken.get(renewal.token)))
                .filter(renewal -> renewal.at.isAfter(from) && renewal.at.isBefore(to))
                .anyMatch(renewal ->
                        renewal.status != 200 || deaths.stream().anyMatch(death -> isJustBefore(renewal.at, death)));
    }

    /** Tells which renewals for the user have arrived, and how they were answered. */
    synchronized String renewalsOf(String user) {
        return renewals.stream()
                .filter(renewal -> user.equals(ownerOfToken.get(renewal.token)))
                .map(renewal -> renewal.at + " " + renewal.status)
                .collect(Collectors.joining(", "));
    }

    private static boolean isJustBefore(Instant renewal, Instant death) {
        return renewal.isBefore(death.plusMillis(500)) && renewal.isAfter(death.minusSeconds(3));
    }

    @Override
    public void close() {
        over.countDown();
        try {
            keeper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        look();
    }
}

package dev.tributary.gateway.console;

import dev.tributary.gateway.connect.Tickets;
import dev.tributary.gateway.doctor.Check;
import dev.tributary.gateway.doctor.Checked;
import dev.tributary.gateway.doctor.Finding;
import dev.tributary.gateway.doctor.Severity;
import dev.tributary.gateway.doctor.Witness;
import dev.tributary.model.Secret;
import dev.tributary.store.Ticket;
import dev.tributary.store.TicketStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs of the doctor, one at a time on each node. The store has the last one, so that every node shows how far it has come.
 *
 * <p>Thread-safe; a run goes on by itself.
 */
final class DoctorRuns {

    private static final Logger LOG = LoggerFactory.getLogger(DoctorRuns.class);
    private static final String KIND = "console-doctor";
    private static final String KEY = Ticket.hash(Secret.of("the last run"));
    private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");
    private static final Duration SILENT = Duration.ofMinutes(3);

    private final TicketStore store;
    private final Tickets<Run> runs;
    private final Consumer<Witness> doctor;
    private final Clock clock;
    private final AtomicBoolean busy = new AtomicBoolean();

    /**
     * A run.
     *
     * @param by who began it
     * @param begun when
     * @param heard when it last got on
     * @param over whether it is over
     * @param now what is looked at; empty for nothing
     * @param checks what it came to so far
     */
    record Run(String by, Instant begun, Instant heard, boolean over, String now, List<Checked> checks) {

        Run {
            checks = List.copyOf(checks);
        }

        long count(String site, boolean errors) {
            return findings()
                    .filter(finding -> site.equals(finding.site()))
                    .filter(finding -> (finding.severity() == Severity.ERROR) == errors)
                    .count();
        }

        long count(boolean errors) {
            return findings()
                    .filter(finding -> (finding.severity() == Severity.ERROR) == errors)
                    .count();
        }

        private Stream<Finding> findings() {
            return checks.stream().flatMap(check -> check.findings().stream());
        }

        Run at(String check, Instant time) {
            return new Run(by, begun, time, false, check, checks);
        }

        Run with(Checked checked, Instant time) {
            List<Checked> more = new ArrayList<>(checks);
            more.add(checked);
            return new Run(by, begun, time, false, "", more);
        }

        Run ended(Instant time) {
            return new Run(by, begun, time, true, "", checks);
        }
    }

    DoctorRuns(TicketStore store, Consumer<Witness> doctor, Clock clock) {
        this.store = store;
        this.runs = new Tickets<>(store, KIND, Run.class);
        this.doctor = doctor;
        this.clock = clock;
    }

    /** Returns the last run, be it under way. Blocks. */
    Optional<Run> last() {
        return runs.peek(KEY).map(runs::content);
    }

    /** Says whether a run is under way; one whose node has died is not. */
    boolean isUnderWay(Run run) {
        return !run.over() && clock.instant().isBefore(run.heard().plus(SILENT));
    }

    /** Begins a run, unless one is under way. Blocks for the store only. */
    void begin(String by) {
        boolean underWay = last().filter(this::isUnderWay).isPresent();
        if (!underWay && busy.compareAndSet(false, true)) {
            Instant now = clock.instant();
            Progress progress = new Progress(new Run(by, now, now, false, "", List.of()));
            progress.save();
            Thread thread = new Thread(() -> examine(progress), "tributary-console-doctor");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void examine(Progress progress) {
        try {
            doctor.accept(progress);
        } catch (RuntimeException e) {
            LOG.warn("The doctor's run from the console failed.", e);
        } finally {
            busy.set(false);
            progress.end();
        }
    }

    /** Writes down how far a run has come. */
    private final class Progress implements Witness {

        private Run run;

        Progress(Run run) {
            this.run = run;
        }

        @Override
        public void begins(Check check, @Nullable String site) {
            run = run.at(site == null ? check.label() : check.label() + " of " + site, clock.instant());
            save();
        }

        @Override
        public void ends(Checked checked) {
            run = run.with(checked, clock.instant());
        }

        void end() {
            run = run.ended(clock.instant());
            save();
        }

        /** A store that is away for a moment is no reason to stop. */
        void save() {
            try {
                Ticket next = runs.ticket(KEY, "", run, NEVER);
                Optional<Ticket> before = runs.peek(KEY);
                if (before.isEmpty()) {
                    store.put(next);
                } else {
                    store.exchange(before.get(), next);
                }
            } catch (RuntimeException e) {
                LOG.warn("How far the doctor's run has come could not be kept: {}", e.getMessage());
            }
        }
    }
}

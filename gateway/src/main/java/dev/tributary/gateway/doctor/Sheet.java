package dev.tributary.gateway.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes checks, none of which may take for ever, and writes down what they came to. */
final class Sheet {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Witness witness;
    private final List<Checked> checks = new ArrayList<>();

    Sheet(Witness witness) {
        this.witness = witness;
    }

    Report report() {
        return new Report(checks);
    }

    /** Makes a check. One that is not over in a minute is left alone, and becomes a finding. */
    Judgement check(Check check, @Nullable String site, Supplier<Judgement> work) {
        witness.begins(check, site);
        Judgement judgement = within(check, work);
        Checked checked = Checked.of(check, site, judgement);
        checks.add(checked);
        witness.ends(checked);
        return judgement;
    }

    void skip(List<Check> rest, @Nullable String site, String why) {
        rest.forEach(check -> check(check, site, () -> Judgement.skipped(why)));
    }

    private static Judgement within(Check check, Supplier<Judgement> work) {
        FutureTask<Judgement> task = new FutureTask<>(work::get);
        Thread thread = new Thread(task, "tributary-doctor-" + check.label());
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            return Judgement.of(
                    "not over",
                    Advice.error(
                            null,
                            "This check was not over after " + LONGEST.toSeconds() + " s.",
                            "What takes so long takes the gateway as long.",
                            "See what this machine waits for: name servers, the network, the disk."));
        } catch (ExecutionException e) {
            throw new IllegalStateException("The check " + check.label() + " failed itself.", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

package dev.tributary.gateway.console;

import dev.tributary.deployment.Cloud;
import dev.tributary.gateway.config.SiteConfig;
import dev.tributary.gateway.console.Figures.Kind;
import dev.tributary.gateway.console.Register.Filter;
import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Operation;
import dev.tributary.model.Connection.Status;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first page: how the sites are, whose connections end, and what happens just now. */
final class Overview {

    private static final List<Integer> AHEAD = List.of(7, 30, 90);

    private final List<SiteConfig> sites;
    private final Register register;
    private final Figures figures;
    private final DoctorRuns runs;
    private final Clock clock;
    private final Frame frame;

    Overview(List<SiteConfig> sites, Register register, Figures figures, DoctorRuns runs, Clock clock, Frame frame) {
        this.sites = sites;
        this.register = register;
        this.figures = figures;
        this.runs = runs;
        this.clock = clock;
        this.frame = frame;
    }

    /** A site as the page shows it. */
    record SiteRow(String id, String edition, String host, String active, String reconnect, Health health) {}

    /** How a site is. */
    record Health(String text, String tone, String why) {}

    /** How many end before a day. */
    record Ending(String until, String day, String count) {}

    List<Operation> all(Gate gate) {
        return List.of(gate.page("/console/", this::show), gate.part("/console/figures", this::figures));
    }

    private Answer show(Visit visit) {
        DoctorRuns.Run last = runs.last().orElse(null);
        return frame.page(
                visit,
                "overview",
                Map.of(
                        "sites", sites.stream().map(site -> row(site, last)).toList(),
                        "endings", endings(),
                        "charts", charts(),
                        "examined", last == null ? "" : Moment.of(last.begun()).text()));
    }

    private Answer figures(Visit visit) {
        return frame.part(visit, "figures", Map.of("charts", charts()));
    }

    private List<Chart> charts() {
        return List.of(
                Chart.of("Renewals", "good", "renewed", figures.lastHour(Kind.RENEWED)),
                Chart.of("Failed renewals", "warn", "failed", figures.lastHour(Kind.FAILED)),
                Chart.ofAverage("Time for a call", "plain", figures.callsOfLastHour(), figures.millisOfLastHour()),
                Chart.of("Users connected", "plain", "connected", figures.lastHour(Kind.CONNECTED)),
                Chart.of("Reconnect required", "bad", "lost", figures.lastHour(Kind.LOST)));
    }

    private SiteRow row(SiteConfig site, DoctorRuns.@Nullable Run last) {
        Filter here = Filter.NONE.at(site.id());
        return new SiteRow(
                site.id(),
                site.deployment() instanceof Cloud ? "Cloud" : "Data Center",
                site.deployment().baseUrl().getAuthority(),
                register.count(here.with(Status.ACTIVE)),
                register.count(here.with(Status.RECONNECT_REQUIRED)),
                health(site.id(), last));
    }

    private Health health(String site, DoctorRuns.@Nullable Run last) {
        String trouble = figures.trouble(site).orElse("");
        if (!trouble.isEmpty()) {
            return new Health("Misconfigured", "bad", trouble);
        }
        if (last == null) {
            return new Health("Not examined", "off", "");
        }
        long errors = last.count(site, true);
        long warnings = last.count(site, false);
        if (errors + warnings == 0) {
            return new Health("Well", "good", "");
        }
        String text = errors > 0 ? count(errors, "error") : count(warnings, "warning");
        return new Health(text, errors > 0 ? "bad" : "warn", "");
    }

    private static String count(long number, String name) {
        return number + " " + name + (number == 1 ? "" : "s");
    }

    private List<Ending> endings() {
        Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
        return AHEAD.stream()
                .map(days -> today.plus(days, ChronoUnit.DAYS))
                .map(day -> new Ending(
                        Moment.day(day),
                        day.atZone(ZoneOffset.UTC).toLocalDate().toString(),
                        register.count(Filter.NONE.endingBefore(day))))
                .toList();
    }
}

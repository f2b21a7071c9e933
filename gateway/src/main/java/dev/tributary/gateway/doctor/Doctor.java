package dev.tributary.gateway.doctor;

import dev.tributary.gateway.config.ConfigFaults;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.config.IssuerConfig;
import dev.tributary.gateway.config.SiteConfig;
import dev.tributary.http.Transport;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.TributaryException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Examines a configuration with all that it names. Changes nothing, and may run beside gateways. */
public final class Doctor {

    private final GatewayConfig config;
    private final Asking asking;
    private final StoreProbe store;
    private final TlsProbe certificate;
    private final TargetProbe targets;
    private final Function<SiteConfig.Network, Transport> ways;
    private final Clock clock;

    /**
     * What looks at what is here.
     *
     * @param store the database and the keyset
     * @param certificate the gateway's own
     * @param targets where messages may go
     */
    public record Probes(StoreProbe store, TlsProbe certificate, TargetProbe targets) {}

    /** Takes the ways to the sites and to others, which are the gateway's own, and what looks at what is here. */
    public Doctor(
            GatewayConfig config,
            Transport transport,
            Function<SiteConfig.Network, Transport> ways,
            Probes probes,
            Clock clock) {
        this.config = config;
        this.asking = new Asking(transport);
        this.ways = ways;
        this.store = probes.store();
        this.certificate = probes.certificate();
        this.targets = probes.targets();
        this.clock = clock;
    }

    /**
     * Makes every check. Blocks, for a minute for each check at most; each request waits for 10 s. A client secret is sent to its
     * site's token endpoint, once, and only where everything before it was well; nothing else that is secret is sent anywhere.
     *
     * @param witness is told of each check, on this thread
     */
    public Report examine(Witness witness) {
        Sheet sheet = new Sheet(witness);
        sheet.check(Check.CONFIGURATION, null, () -> Judgement.well(contents()));
        sheet.check(Check.APP_KEYS, null, () -> FileJudge.keys(config.apps()));
        if (config.apps().stream().anyMatch(app -> app.access().issuer() != null)) {
            sheet.check(Check.ISSUERS, null, this::issuers);
        }
        store(sheet);
        if (config.tls() != null) {
            sheet.check(Check.TLS, null, this::certificate);
        }
        new Surroundings(config, asking, ways, targets).check(sheet);
        config.sites().stream()
                .map(site -> Place.of(site, config.publicUrl()))
                .forEach(place -> new SiteVisit(place, config.apps(), asking, clock, sheet).make());
        return sheet.report();
    }

    /** Returns what is to say of a file that cannot be used: every fault of it. */
    public static Report faulty(ConfigFaults faults, Witness witness) {
        return only(FileJudge.faults(faults.faults()), witness);
    }

    /** Returns what is to say of a configuration that contradicts itself. */
    public static Report faulty(Misconfigured fault, Witness witness) {
        return only(FileJudge.misconfigured(fault), witness);
    }

    private static Report only(Judgement judgement, Witness witness) {
        Sheet sheet = new Sheet(witness);
        sheet.check(Check.CONFIGURATION, null, () -> judgement);
        return sheet.report();
    }

    private String contents() {
        return count(config.sites(), "site") + ", " + count(config.apps(), "app");
    }

    private static String count(List<?> things, String name) {
        return things.size() + " " + name + (things.size() == 1 ? "" : "s");
    }

    private void store(Sheet sheet) {
        Judgement database = sheet.check(
                Check.DATABASE,
                null,
                () -> unless(StoreJudge::database, () -> StoreJudge.database(config.storage(), store.database())));
        if (database.hasError()) {
            sheet.skip(List.of(Check.KEYSET), null, "the database has to be usable first");
        } else {
            sheet.check(
                    Check.KEYSET,
                    null,
                    () -> unless(StoreJudge::keyset, () -> StoreJudge.keyset(config.storage(), store.keyset())));
        }
    }

    private static Judgement unless(Function<TributaryException, Judgement> failed, Supplier<Judgement> work) {
        try {
            return work.get();
        } catch (TributaryException e) {
            return failed.apply(e);
        }
    }

    private Judgement issuers() {
        List<Advice> advice = config.apps().stream()
                .flatMap(app ->
                        Optional.ofNullable(app.access().issuer()).flatMap(issuer -> issuer(app.id(), issuer)).stream())
                .toList();
        return Judgement.of(advice.isEmpty() ? "their keys are there" : "not usable", advice);
    }

    private Optional<Advice> issuer(String app, IssuerConfig issuer) {
        try {
            Heard heard = new Asking(ways.apply(issuer.keys().network()))
                    .get(issuer.keys().at());
            return IssuerJudge.judge(app, issuer, heard);
        } catch (Misconfigured e) {
            return Optional.of(IssuerJudge.judge(app, e));
        }
    }

    private Judgement certificate() {
        try {
            return TlsJudge.judge(certificate.look(), config.publicUrl(), clock.instant());
        } catch (Misconfigured e) {
            return TlsJudge.unusable(e);
        }
    }
}

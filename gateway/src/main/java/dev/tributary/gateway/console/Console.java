package dev.tributary.gateway.console;

import dev.tributary.Tributary;
import dev.tributary.gateway.audit.Audit;
import dev.tributary.gateway.audit.AuditEntry;
import dev.tributary.gateway.audit.AuditQuery;
import dev.tributary.gateway.config.ConsoleConfig;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.config.SiteConfig;
import dev.tributary.gateway.doctor.Witness;
import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Door;
import dev.tributary.gateway.http.Operation;
import dev.tributary.gateway.identity.KeyUses;
import dev.tributary.gateway.identity.MintedKeys;
import dev.tributary.gateway.signin.SignIn;
import dev.tributary.store.TicketStore;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** The console's operations. */
public final class Console {

    private final SignIn signIn;
    private final Audit audit;
    private final List<Operation> operations;

    /**
     * What the console shows and works with.
     *
     * @param tributary connections and tokens
     * @param store where what it has to remember is kept
     * @param audit the way into the audit
     * @param entries what the audit has
     * @param publicUrl the gateway's own URL
     * @param keys the keys that are minted in it
     * @param uses when keys were last used
     * @param figures what has happened lately
     * @param doctor examines the gateway's own configuration, and tells how far it has come
     * @param trial asks addresses that an administrator names
     */
    public record Means(
            Tributary tributary,
            TicketStore store,
            Audit audit,
            Function<AuditQuery, List<AuditEntry>> entries,
            URI publicUrl,
            MintedKeys keys,
            KeyUses uses,
            Figures figures,
            Consumer<Witness> doctor,
            SiteTrial trial) {}

    /** Takes who may sign in, what the gateway is configured to, how to sign in, and what to work with. */
    public Console(ConsoleConfig console, GatewayConfig config, SignIn signIn, Means means) {
        this.signIn = signIn;
        this.audit = means.audit();
        Clock clock = means.tributary().services().clock();
        Files files = new Files();
        Frame frame = new Frame(files);
        Gate gate = new Gate(signIn, frame);
        Register register = new Register(config, means.tributary().connections());
        DoctorRuns runs = new DoctorRuns(means.store(), means.doctor(), clock);
        List<String> sites = config.sites().stream().map(SiteConfig::id).toList();
        this.operations = Stream.of(
                        new SignInPages(console, signIn, audit, frame).all(),
                        new Overview(config.sites(), register, means.figures(), runs, clock, frame).all(gate),
                        new ConnectionPages(register, sites, means.tributary(), audit, frame).all(gate),
                        new KeyPages(config.apps(), means.keys(), means.uses(), audit, frame).all(gate),
                        new DoctorPages(runs, audit, frame).all(gate),
                        new AuditPages(means.entries(), frame).all(gate),
                        new SitePages(sites, means.publicUrl(), means.trial(), audit, frame).all(gate),
                        List.of(
                                Operation.get("/console", Door.to(request -> Answer.seeOther("/console/")))
                                        .atOnce(),
                                Operation.get("/console/files/{name}", Door.to(files::serve))
                                        .atOnce(),
                                gate.own("/console/sign-out", this::out)))
                .flatMap(List::stream)
                .toList();
    }

    private Answer out(Visit visit) {
        audit.event("console.left").log();

        return Answer.seeOther("/console/sign-in")
                .with("Set-Cookie", signIn.out(visit.request().headers()));
    }

    /** Returns the operations. */
    public List<Operation> all() {
        return operations;
    }

    /** Clears away what is over. Blocks. */
    public void clear() {
        signIn.clear();
    }
}

package dev.tributary.gateway;

import dev.tributary.Tributary;
import dev.tributary.gateway.config.ConsoleConfig;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.config.SiteConfig;
import dev.tributary.gateway.console.Console;
import dev.tributary.gateway.console.Figures;
import dev.tributary.gateway.http.Operation;
import dev.tributary.gateway.identity.Apps;
import dev.tributary.gateway.identity.KeyUses;
import dev.tributary.gateway.identity.MintedKeys;
import dev.tributary.gateway.signin.SignIn;
import dev.tributary.http.Transport;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The console with what it needs, where the configuration has one: nothing of it exists otherwise, its keys included. */
final class ConsoleWing {

    private static final Duration KEYS = Duration.ofSeconds(5);
    private static final Duration SESSIONS = Duration.ofSeconds(60);
    private static final Duration USES = Duration.ofSeconds(15);

    private final @Nullable Console console;
    private final MintedKeys keys;
    private final List<Sweep> sweeps;

    /** What it is built from. */
    record Ground(GatewayConfig config, URI publicUrl, Tributary tributary, Records records, Apps apps) {}

    private ConsoleWing(@Nullable Console console, MintedKeys keys, KeyUses uses, Loops loops) {
        this.console = console;
        this.keys = keys;
        this.sweeps = console == null
                ? List.of()
                : List.of(
                        new Sweep(loops, KEYS, keys::refresh, "The keys that were minted could not be read"),
                        new Sweep(loops, USES, uses::write, "When keys were used could not be written down"),
                        new Sweep(loops, SESSIONS, console::clear, "Sessions that are over could not be cleared away"));
    }

    static ConsoleWing build(Ground ground, Figures figures, Loops loops, Parts parts) {
        ConsoleConfig config = ground.config().console();
        Clock clock = ground.tributary().services().clock();
        MintedKeys keys = new MintedKeys(ground.records().store(), ground.config(), ground.apps(), clock);
        KeyUses uses = new KeyUses(ground.records().store(), ground.apps()::used, clock);
        if (config == null) {
            return new ConsoleWing(null, keys, uses, loops);
        }
        SignIn signIn = new SignIn(
                config,
                ground.apps(),
                new SignIn.Means(ground.records().store(), way(config, parts), ground.publicUrl(), clock));
        Console console = new Console(
                config,
                ground.config(),
                signIn,
                new Console.Means(
                        ground.tributary(),
                        ground.records().store(),
                        ground.records().audit(),
                        ground.records().entries(),
                        ground.publicUrl(),
                        keys,
                        uses,
                        figures,
                        witness -> GatewayDoctor.examine(ground.config(), witness, clock),
                        ManifestTrial.of(loops.vertx(), parts)));
        return new ConsoleWing(console, keys, uses, loops);
    }

    private static Transport way(ConsoleConfig config, Parts parts) {
        ConsoleConfig.Oidc oidc = config.oidc();
        return Ways.to(oidc == null ? SiteConfig.Network.DIRECT : oidc.network(), parts);
    }

    List<Operation> operations() {
        return console == null ? List.of() : console.all();
    }

    /** Learns the keys that were minted, so that they count from the first request on. Blocks. */
    void readKeys() {
        if (console != null) {
            keys.refresh();
        }
    }

    /** Looks for keys that other nodes have minted or revoked, and clears away sessions, from now on. */
    void begin() {
        sweeps.forEach(Sweep::begin);
    }

    /** Looks no more. */
    void end() {
        sweeps.forEach(Sweep::end);
    }
}

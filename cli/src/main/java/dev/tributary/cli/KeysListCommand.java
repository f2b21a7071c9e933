package dev.tributary.cli;

import dev.tributary.gateway.GatewayKeys;
import dev.tributary.store.Keyset;
import dev.tributary.store.StoreKeys.Use;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tributary keys list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        header = "Shows each key, and how much needs it.",
        description = {
            "Of each key: its id, its status, since when it has encrypted here, and how many connections, spare pairs and",
            "short-lived records (tickets) need it. The primary encrypts, every enabled key decrypts, one that is waiting is newer",
            "than the primary and has encrypted nothing yet, and one that is missing is needed and not in the keyset."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary keys list --config tributary.yaml",
            "",
            "Exit codes: 0 done, 1 failed or a key is missing, 2 wrong usage or configuration."
        })
final class KeysListCommand implements Callable<Integer> {

    private static final String ROW = "%-12s%-10s%-22s%12s%8s%9s%n";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private ConfigFile config;

    @Override
    public Integer call() {
        Logs.onlyTrouble();
        try (GatewayKeys keys = GatewayKeys.open(config.read().storage());
                ProgressLine line = ProgressLine.on(spec.commandLine().getErr(), "looked at")) {
            Keyset keyset = keys.keyset();
            PrintWriter out = spec.commandLine().getOut();
            List<Use> uses = keys.store().uses(line);
            line.end();
            out.printf(ROW, "KEY", "STATUS", "ENCRYPTS SINCE", "CONNECTIONS", "SPARES", "TICKETS");
            uses.forEach(use -> print(out, use, KeyStatus.of(keyset, use)));
            return uses.stream().noneMatch(use -> KeyStatus.of(keyset, use) == KeyStatus.MISSING) ? 0 : 1;
        }
    }

    private static void print(PrintWriter out, Use use, KeyStatus status) {
        String since = use.since() == null
                ? "-"
                : use.since().truncatedTo(ChronoUnit.SECONDS).toString();
        out.printf(ROW, use.key(), status.word(), since, use.connections(), use.spares(), use.tickets());
    }
}

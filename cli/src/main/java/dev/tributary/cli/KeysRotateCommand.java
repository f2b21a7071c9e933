package dev.tributary.cli;

import dev.tributary.gateway.GatewayKeys;
import dev.tributary.store.Keyset;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tributary keys rotate}. */
@Command(
        name = "rotate",
        mixinStandardHelpOptions = true,
        description = {
            "Adds a new key to the keyset and makes it the primary, which encrypts from then on. Gateways that run take it up",
            "within seconds. What is encrypted already stays as it is until 'keys reencrypt'.",
            "",
            "Where the database is a server, nodes may have copies of the keyset, and a node must have a key before another one",
            "encrypts with it. So the first 'rotate' only adds the key; give every node the changed keyset, then run",
            "'rotate --promote', and give every node that one. If all nodes read one and the same file, run 'rotate --promote' at",
            "once."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary keys rotate --config tributary.yaml",
            "  tributary keys rotate --promote --config tributary.yaml",
            "  tributary keys rotate --out next-keyset.json --config tributary.yaml    if the keyset is in the environment",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage or configuration."
        })
final class KeysRotateCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private ConfigFile config;

    @Option(names = "--promote", description = "Makes the new key the primary at once.")
    private boolean promote;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private KeysetOut out;

    @Override
    public Integer call() {
        Logs.onlyTrouble();
        try (GatewayKeys keys = GatewayKeys.open(config.read().storage())) {
            boolean atOnce = promote || (keys.isOnOneMachine() && keys.file().isPresent());
            Keyset next = out.changed(keys, keyset -> rotated(keyset, atOnce));
            say(keys, next);
            return 0;
        }
    }

    /** A key that waits is used before another one is made. */
    private static Keyset rotated(Keyset before, boolean atOnce) {
        Keyset added = before.primary() == newest(before) ? before.withNewKey() : before;
        return atOnce ? added.withPrimary(newest(added)) : added;
    }

    private static long newest(Keyset keyset) {
        List<Keyset.Key> keys = keyset.keys();
        return keys.get(keys.size() - 1).id();
    }

    private void say(GatewayKeys keys, Keyset next) {
        boolean promoted = newest(next) == next.primary();
        PrintWriter print = spec.commandLine().getOut();
        if (promoted) {
            print.println("Key " + next.primary()
                    + " is the primary now. Back up the keyset: what the key encrypts cannot be read" + " without it.");
        } else {
            print.println("Key " + newest(next) + " is in the keyset, and encrypts nothing yet.");
        }
        out.handOver(keys).ifPresent(print::println);
        String step = promoted ? "reencrypt" : "rotate --promote";
        print.println("Next: tributary keys " + step + " --config " + config.file());
    }
}

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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tributary keys rotate}. */
@Command(
        name = "rotate",
        mixinStandardHelpOptions = true,
        header = "Adds a new key, and makes it the one that encrypts.",
        description = {
            "The new key is the primary of the keyset, which encrypts from then on. Gateways that run take it up within seconds.",
            " What is encrypted already stays as it is until 'keys reencrypt'.",
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
            "  tributary keys rotate --promote --out next-keyset.json --config tributary.yaml",
            "                                          and then, with the variable set to the file's text",
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

    @Option(
            names = "--promote",
            description = {
                "Makes the key that waits the primary. If none waits, makes a new one and promotes it, which is refused for a",
                "keyset that comes from the environment: no gateway has that key yet."
            })
    private boolean promote;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private KeysetOut out;

    @Override
    public Integer call() {
        Logs.onlyTrouble();
        try (GatewayKeys keys = GatewayKeys.open(config.read().storage())) {
            boolean atOnce = promote || (keys.isOnOneMachine() && keys.file().isPresent());
            Keyset next = out.changed(keys, keyset -> {
                requireWaiting(keys, keyset);
                return rotated(keyset, atOnce);
            });
            say(keys, next);
            return 0;
        }
    }

    /** In an environment no gateway finds a key that is made only now, however soon it asks. */
    private void requireWaiting(GatewayKeys keys, Keyset keyset) {
        if (promote && keys.file().isEmpty() && keyset.primary() == newest(keyset)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "No key waits in the keyset of the environment. Run 'tributary keys rotate --out FILE' first, set the"
                            + " variable to the text of FILE for every gateway and for this command, restart the gateways,"
                            + " and then run this. If you have run it, the variable has still its old text here.");
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
        String promotion = keys.file().isPresent() ? "rotate --promote" : "rotate --promote --out FILE";
        print.println("Next: tributary keys " + (promoted ? "reencrypt" : promotion) + " --config " + config.file());
    }
}

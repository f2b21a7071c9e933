package dev.tributary.cli;

import dev.tributary.cli.demo.Demo;
import dev.tributary.cli.demo.DemoSettings;
import dev.tributary.cli.demo.HeadlessJourney;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tributary demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        header = "Shows everything at work on this machine.",
        description = {
            "It starts a Confluence (simulator), the gateway, and a small web application,"
                    + " Docs Portal. They answer to this machine only; keys and data are made for this run and removed"
                    + " at its end.",
            "With --headless it walks the whole journey without a browser, prints each HTTP exchange with its secrets left"
                    + " out, says at the end what it proved, and exits with 0, or with 1 and what it could not prove."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary demo                                        then open the address it prints",
            "  tributary demo --port 0 --set access-token-lifetime=PT10S",
            "  tributary demo --edition cloud",
            "  tributary demo --headless --port 0",
            "  tributary demo --edition cloud --headless --port 0",
            "  tributary demo --headless --port 0 --set revoke-endpoint=absent"
        })
final class DemoCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Option(
            names = "--edition",
            defaultValue = "datacenter",
            converter = Edition.Converter.class,
            description = "Which Confluence: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Edition edition = Edition.DATACENTER;

    @Option(
            names = "--port",
            defaultValue = "8080",
            converter = PortConverter.class,
            description = "Port of Docs Portal; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--headless", description = "Walks the journey by program instead of waiting for a browser.")
    private boolean headless;

    @Option(
            names = "--set",
            paramLabel = "switch=value",
            description = "Sets a switch of the simulator; an unknown one is answered with the list. May be repeated.")
    private Map<String, String> switches = new LinkedHashMap<>();

    @Override
    public Integer call() throws InterruptedException {
        Logs.onlyTrouble();
        PrintWriter out = spec.commandLine().getOut();
        Demo demo = Demo.start(settings());
        if (headless) {
            return walk(demo, out);
        }
        out.print(demo.introduction());
        Serving.untilTold(demo.application(), demo, out);
        return ExitCode.OK;
    }

    private static int walk(Demo demo, PrintWriter out) {
        Serving.closeAtTheEnd(demo);
        try (demo) {
            HeadlessJourney.Result result = new HeadlessJourney(demo, out).walk();
            out.println();
            out.println(result.report());
            out.flush();
            return result.complete() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private DemoSettings settings() {
        try {
            return DemoSettings.of(edition.simulated(), port, headless, switches);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}

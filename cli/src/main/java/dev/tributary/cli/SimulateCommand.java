package dev.tributary.cli;

import dev.tributary.simulator.ConfluenceSimulator;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tributary simulate}. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        header = "Runs a Confluence to develop and test against.",
        description = {
            "Users: alice, bob, admin, each with their name as password. Client: tributary / tributary-secret.",
            "Cloud has all of Atlassian's hosts at one address: /authorize, /oauth/token, /oauth/token/accessible-resources,"
                    + " /me, /ex/confluence/{cloudId}.",
            "Its clock, faults, switches, journal and grants are at /simulator/clock, /faults, /switches, /requests, /grants."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary simulate --edition datacenter --port 8090",
            "  tributary simulate --edition cloud --set dead-refresh=unauthorized_client",
            "  tributary simulate --port 0 --context-path /confluence --set bad-bearer=401",
            "  tributary simulate --client my-app:my-secret:http://localhost:8081/callback/wiki"
        })
final class SimulateCommand implements Callable<Integer> {

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
            defaultValue = "8090",
            converter = PortConverter.class,
            description = "Port; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--context-path", defaultValue = "", description = "Path to serve under, such as /confluence.")
    private String contextPath = "";

    @Option(
            names = "--client",
            paramLabel = "id:secret:redirectUri[,redirectUri]",
            converter = ClientOption.Converter.class,
            description = "Registers a client, or changes the default one. May be repeated.")
    private List<ClientOption> clients = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "switch=value",
            description = "Sets a switch; an unknown one is answered with the list. May be repeated.")
    private Map<String, String> switches = new LinkedHashMap<>();

    @Option(names = "--bind", description = "Address to listen on instead of loopback; needs --control-token.")
    private @Nullable InetAddress bind;

    @Option(names = "--control-token", description = "Token that /simulator then demands.")
    private @Nullable String controlToken;

    @Override
    public Integer call() throws InterruptedException {
        ConfluenceSimulator simulator = settings().start();
        Serving.untilTold(simulator.baseUrl(), simulator, spec.commandLine().getOut());
        return 0;
    }

    private ConfluenceSimulator.Builder settings() {
        try {
            ConfluenceSimulator.Builder settings =
                    ConfluenceSimulator.of(edition.simulated()).port(port).contextPath(contextPath);
            clients.forEach(client -> settings.client(
                    client.id(), client.secret(), client.redirectUris().toArray(String[]::new)));
            switches.forEach(settings::set);
            if (controlToken != null) {
                settings.controlToken(controlToken);
            }
            return bind == null ? settings : settings.bind(bind);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}

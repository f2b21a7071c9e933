package dev.tributary.cli;

import dev.tributary.cli.person.Choice;
import dev.tributary.cli.person.ConnectionList;
import dev.tributary.cli.person.Desk;
import dev.tributary.cli.person.Terminal;
import dev.tributary.gateway.GatewayConnections;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.Owner;
import dev.tributary.store.ConnectionQuery;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code tributary connections}. */
@Command(
        name = "connections",
        mixinStandardHelpOptions = true,
        header = "Lists connections: your own, or those that a gateway keeps.",
        description = {
            "Of each: its id, its app and user, the site, the Confluence account, its status, and when its user has to connect"
                    + " again at the latest, where that is known. It shows no token, and works beside gateways."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary connections                                                  your own",
            "  tributary connections --config tributary.yaml --status reconnect_required",
            "  tributary connections --config tributary.yaml --ends-before 2027-03-01",
            "  tributary connections --config tributary.yaml --ends-before P14D --json",
            "",
            PersonExit.HELP
        })
final class ConnectionsCommand implements Callable<Integer>, PersonExit.Command {

    private static final int PAGE = 1000;
    private static final String NO_SIGN_INS = "No sign-ins yet. Run: tributary login --site wiki"
            + " --base-url https://wiki.example.org --client-id ...";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private PersonFolder person;

    @Option(
            names = "--config",
            paramLabel = "tributary.yaml",
            description = "The gateway's configuration. Default: your own.")
    private @Nullable Path config;

    @Option(names = "--app", paramLabel = "name", description = "Only those of this app of the gateway's.")
    private @Nullable String app;

    @Option(names = "--user", paramLabel = "id", description = "Only those of this user.")
    private @Nullable String user;

    @Option(names = "--site", paramLabel = "name", description = "Only those at this site.")
    private @Nullable String site;

    @Option(
            names = "--status",
            paramLabel = "status",
            converter = StatusWords.class,
            completionCandidates = StatusWords.class,
            description = "Only active, reconnect_required or disconnected ones.")
    private @Nullable Status status;

    @Option(
            names = "--ends-before",
            paramLabel = "date|duration",
            converter = EndConverter.class,
            description = "Only those that end before a date, or within a duration such as P14D.")
    private @Nullable Instant endsBefore;

    @Option(names = "--json", description = "Prints a JSON array.")
    private boolean json;

    @Override
    public Integer call() {
        Logs.onlyTrouble();
        if (config == null && app != null) {
            throw new ParameterException(spec.commandLine(), "--app goes with --config: your own have no app.");
        }
        ConnectionList list = new ConnectionList(spec.commandLine().getOut(), json, Terminal.readsOutput());
        if (config == null) {
            found(list.print(own()), NO_SIGN_INS);
            return 0;
        }
        try (GatewayConnections gateway = GatewayConnections.open(ConfigFile.read(config, spec))) {
            found(list.print(apps(gateway).flatMap(name -> gateway.list(query(name)))), "No connections yet.");
        }
        return 0;
    }

    /** Reading makes nothing: where no store is, nobody has signed in. */
    private Stream<Connection> own() {
        return Desk.ifThere(person.folder()).stream().flatMap(desk -> desk.connections(query(Owner.DEFAULT_APP)));
    }

    private void found(boolean any, String none) {
        if (!any) {
            boolean all = Stream.of(app, user, site, status, endsBefore).allMatch(Objects::isNull);
            spec.commandLine().getErr().println(all ? none : "There is no such connection.");
        }
    }

    private Stream<String> apps(GatewayConnections gateway) {
        if (app != null && !gateway.apps().contains(app)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "There is no app '%s'. The configuration has: %s."
                            .formatted(app, String.join(", ", gateway.apps())));
        }
        return gateway.apps().stream().filter(name -> app == null || name.equals(app));
    }

    private ConnectionQuery query(String ofApp) {
        ConnectionQuery query = new ConnectionQuery(ofApp, user, site, status, null, PAGE);
        return endsBefore == null ? query : query.endingBefore(endsBefore);
    }

    /** Reads a status. */
    static final class StatusWords extends Choice<Status> {

        StatusWords() {
            super(Status.class);
        }
    }

    /** Reads a date, an instant, or a duration from now on. */
    static final class EndConverter implements ITypeConverter<Instant> {

        @Override
        public Instant convert(String text) {
            return Ends.read(text, Clock.systemUTC())
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + text + "' is none. Use a date such as 2027-03-01, or a duration such as P14D."));
        }
    }
}

package dev.tributary.cli;

import dev.tributary.gateway.GatewayAudit;
import dev.tributary.gateway.audit.AuditEntry;
import dev.tributary.gateway.audit.AuditEntry.About;
import dev.tributary.gateway.audit.AuditEvents;
import dev.tributary.gateway.audit.AuditQuery;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code tributary audit}. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        header = "Prints who did what, when and from where, as JSON lines.",
        description = {
            "The oldest comes first. What applications and users have chosen, such as the ids of users, is escaped. It shows no"
                    + " secret, needs no keyset, and works beside gateways."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary audit --config tributary.yaml --since P1D",
            "  tributary audit --config tributary.yaml --user alice --event token.exported",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage or settings."
        })
final class AuditCommand implements Callable<Integer> {

    private static final int PAGE = 1000;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private ConfigFile config;

    @Option(
            names = "--since",
            paramLabel = "date|duration",
            converter = SinceConverter.class,
            description = "Only from a date or an instant on, or of the last while, such as P1D.")
    private @Nullable Instant since;

    @Option(
            names = "--until",
            paramLabel = "date|duration",
            converter = SinceConverter.class,
            description = "Only before a date or an instant, or up to a while ago.")
    private @Nullable Instant until;

    @Option(names = "--app", paramLabel = "name", description = "Only of this app.")
    private @Nullable String app;

    @Option(names = "--user", paramLabel = "id", description = "Only of this user.")
    private @Nullable String user;

    @Option(names = "--site", paramLabel = "name", description = "Only at this site.")
    private @Nullable String site;

    @Option(names = "--connection", paramLabel = "id", description = "Only of this connection.")
    private @Nullable String connection;

    @Option(
            names = "--event",
            paramLabel = "name",
            converter = EventWords.class,
            completionCandidates = EventWords.class,
            description = "Only this, such as connection.connected; an unknown one is answered with the list.")
    private @Nullable String event;

    @Override
    public Integer call() {
        Logs.onlyTrouble();
        AuditQuery query =
                new AuditQuery(since, until, event, new About(app, user, site, connection), null, false, PAGE);
        PrintWriter out = spec.commandLine().getOut();
        try (GatewayAudit audit = GatewayAudit.open(config.read().storage())) {
            for (Iterator<AuditEntry> entries = audit.list(query).iterator();
                    entries.hasNext() && !out.checkError(); ) {
                out.println(JSON.writeValueAsString(entries.next().view()));
            }
        }
        return out.checkError() ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    /** Reads the name of an event. One that nothing has would find nothing, as if nothing had happened. */
    static final class EventWords implements ITypeConverter<String>, Iterable<String> {

        @Override
        public String convert(String text) {
            if (!AuditEvents.KEPT.contains(text)) {
                throw new TypeConversionException(
                        "'" + text + "' is none that is kept. There are: " + String.join(", ", AuditEvents.KEPT) + ".");
            }
            return text;
        }

        @Override
        public Iterator<String> iterator() {
            return AuditEvents.KEPT.iterator();
        }
    }

    /** Reads a date, an instant, or a duration back from now. */
    static final class SinceConverter implements ITypeConverter<Instant> {

        @Override
        public Instant convert(String text) {
            try {
                if (text.startsWith("P")) {
                    return Clock.systemUTC().instant().minus(Duration.parse(text));
                }
                return text.contains("T")
                        ? Instant.parse(text)
                        : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            } catch (DateTimeException e) {
                throw new TypeConversionException("'" + text
                        + "' is none. Use a date such as 2027-03-01, an instant, or a duration such as P14D.");
            }
        }
    }
}

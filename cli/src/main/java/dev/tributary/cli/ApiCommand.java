package dev.tributary.cli;

import dev.tributary.cli.person.Answers;
import dev.tributary.cli.person.ApiRequest;
import dev.tributary.cli.person.ApiRequest.Parts;
import dev.tributary.cli.person.Desk;
import dev.tributary.cli.person.Desk.AtSite;
import dev.tributary.cli.person.EntryCount;
import dev.tributary.cli.person.Output;
import dev.tributary.cli.person.Paging;
import dev.tributary.cli.person.SavedSite;
import dev.tributary.cli.person.SavedSites;
import dev.tributary.cli.person.Terminal;
import dev.tributary.confluence.Confluence;
import dev.tributary.confluence.ConfluenceRequest;
import dev.tributary.http.HttpAnswer;
import dev.tributary.model.NotConnected;
import dev.tributary.model.Owner;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tributary api}. */
@Command(
        name = "api",
        mixinStandardHelpOptions = true,
        header = "Calls Confluence's REST API as you, and prints what it answers.",
        description = {
            "The path is Confluence's own, below the site's base URL; at Cloud it begins with /wiki. The token goes to that site"
                    + " and nowhere else: addresses of other hosts are refused, and links in answers are followed by their path"
                    + " only.",
            "JSON is laid out on a terminal and compact otherwise. With --paginate a list is printed as one array of all its"
                    + " entries; if a page fails, the array is left open, so that nobody takes a part for the whole."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary api GET /rest/api/space",
            "  tributary api GET /rest/api/content -f spaceKey=DEMO -f limit=50 --paginate --output table",
            "  tributary api GET /wiki/api/v2/pages --paginate --columns id,title,version.number --site acme",
            "  tributary api POST /rest/api/content --input page.json",
            "  jq -n '{...}' | tributary api PUT /rest/api/content/42 --input -",
            "",
            PersonExit.HELP,
            "An answer of status 300 or more is printed too, and exits with 1."
        })
final class ApiCommand implements Callable<Integer>, PersonExit.Command {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private PersonFolder person;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private PersonSite named;

    @Parameters(
            arity = "1..2",
            paramLabel = "[GET|POST|PUT|PATCH|DELETE|HEAD] path",
            description = "The method, GET unless there is --input, and the path with its query.")
    private List<String> what = List.of();

    @Option(
            names = {"-f", "--field"},
            paramLabel = "key=value",
            description =
                    "Adds to the query; of a POST, PUT or PATCH without --input, to a JSON object of texts. May be repeated.")
    private Map<String, String> fields = new LinkedHashMap<>();

    @Option(
            names = {"-H", "--header"},
            paramLabel = "'name: value'",
            description = "Sends a header field. May be repeated.")
    private List<String> headers = List.of();

    @Option(
            names = "--input",
            paramLabel = "file",
            description = "Sends a file, as JSON unless a header says otherwise; - for standard input.")
    private @Nullable String input;

    @Option(names = "--paginate", description = "Reads a list to its end.")
    private boolean paginate;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "json|table|raw",
            converter = Output.Words.class,
            completionCandidates = Output.Words.class,
            description = "How to print: json (the default), table, or raw for the bytes as they are.")
    private Output output = Output.JSON;

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "a,b.c",
            description = "The columns of a table; a dot leads into an object. Implies --output table.")
    private List<String> columns = List.of();

    @Override
    public Integer call() throws IOException {
        Logs.onlyTrouble();
        ConfluenceRequest request = request();
        Output form = columns.isEmpty() ? output : Output.TABLE;
        if (paginate && (!request.method().equals("GET") || form == Output.RAW)) {
            throw fault("--paginate is for GET, and for --output json or table.");
        }
        SavedSites sites = new SavedSites(person.folder().checked());
        SavedSite site = named.in(sites);
        try (AtSite at = Desk.open(person.folder()).at(site)) {
            Confluence confluence = at.tributary()
                    .confluence(at.connection()
                            .orElseThrow(() -> new NotConnected(new Owner(Owner.DEFAULT_APP, Desk.ME), site.id())));
            Answers answers = new Answers(System.out, form, columns, Terminal.readsOutput());
            return paginate ? all(confluence, request, answers) : one(confluence.call(request), answers);
        }
    }

    private ConfluenceRequest request() throws IOException {
        try {
            return ApiRequest.of(new Parts(what, fields, headers, input), System.in);
        } catch (IllegalArgumentException e) {
            throw fault(String.valueOf(e.getMessage()));
        }
    }

    private int one(HttpAnswer answer, Answers answers) throws IOException {
        answers.print(answer);
        return verdict(answer);
    }

    private int all(Confluence confluence, ConfluenceRequest first, Answers answers) throws IOException {
        try (EntryCount count = EntryCount.on(spec.commandLine().getErr(), Terminal.readsErrors())) {
            return new Paging(confluence, answers, count)
                    .read(first)
                    .map(this::verdict)
                    .orElse(0);
        }
    }

    private int verdict(HttpAnswer answer) {
        if (answer.status() < 300) {
            return 0;
        }
        String why = answer.status() < 400
                ? "Confluence redirects, which is not followed with a token."
                : "Confluence refused or failed.";
        spec.commandLine().getErr().println("tributary: HTTP " + answer.status() + ". " + why);
        return 1;
    }

    private ParameterException fault(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}

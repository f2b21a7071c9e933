package dev.tributary.cli;

import dev.tributary.cli.person.LandingPage;
import dev.tributary.cli.person.Loopback;
import dev.tributary.cli.person.Loopback.Arrival;
import dev.tributary.cli.person.SystemBrowser;
import dev.tributary.gateway.GatewayObserver;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.observe.Observations;
import dev.tributary.gateway.observe.Observer;
import dev.tributary.model.Unavailable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of {@code tributary doctor --observe}, and what it does. */
final class ObserveOption {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec command;

    @Option(
            names = "--observe",
            description =
                    "Notes instead what this server does where public sources leave it open, with a grant that you give in"
                            + " your browser and that ends with it. Use a test account.")
    private boolean observe;

    @Option(names = "--site", paramLabel = "id", description = "The site to observe. Default: the only one.")
    private @Nullable String site;

    @Option(
            names = "--redirect-uri",
            paramLabel = "url",
            description = "With --observe: another redirect URL of the registration. Default: the gateway's callback.")
    private @Nullable URI redirectUri;

    @Option(
            names = "--report",
            paramLabel = "file",
            description =
                    "With --observe: where the report goes, as Markdown, or as JSON with --json. Default: standard output.")
    private @Nullable Path report;

    @Option(names = "--no-browser", description = "With --observe: prints the address instead of opening a browser.")
    private boolean noBrowser;

    boolean isAsked() {
        return observe;
    }

    void run(GatewayConfig config, boolean json) throws IOException, InterruptedException {
        PrintWriter err = command.commandLine().getErr();
        try (GatewayObserver gateway = GatewayObserver.open(config, site, redirectUri, fact -> say(err, fact))) {
            gateway.observer().asStranger();
            Observations seen = consented(gateway, err);
            String text = json ? ObservedReport.json(seen) : ObservedReport.markdown(seen);
            if (report == null) {
                command.commandLine().getOut().print(text);
                command.commandLine().getOut().flush();
            } else {
                Files.writeString(report, text);
                err.println("The report is in " + report + ".");
            }
        }
    }

    private static void say(PrintWriter err, String fact) {
        err.println("observed " + fact);
        err.flush();
    }

    private Observations consented(GatewayObserver gateway, PrintWriter err) throws IOException, InterruptedException {
        boolean here = Loopback.isHere(gateway.redirectUri());
        return here ? byListening(gateway, err) : byPasting(gateway.observer(), err);
    }

    private Observations byListening(GatewayObserver gateway, PrintWriter err)
            throws IOException, InterruptedException {
        try (Loopback loopback = Loopback.at(gateway.redirectUri())) {
            show(gateway.observer().address(), err);
            Arrival arrival = loopback.await(PATIENCE)
                    .orElseThrow(() ->
                            new Unavailable("No browser came back within ten minutes.", Duration.ofSeconds(1), null));
            arrival.show(new LandingPage(200, "Thank you", "Go back to the terminal. You may close this page."));
            return gateway.observer()
                    .withGrant(Optional.ofNullable(arrival.query()).orElse(""));
        }
    }

    /** Where the redirect URI leads to another machine, its gateway refuses the callback, of which it knows nothing, and spends nothing. */
    private Observations byPasting(Observer observer, PrintWriter err) throws IOException {
        show(observer.address(), err);
        err.println("Your browser ends on a page that says the sign-in is unknown. Paste its address here, at once:");
        err.println("Confluence's codes live 10 seconds unless its administrator says otherwise.");
        err.flush();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        String pasted = in.readLine();
        int mark = pasted == null ? -1 : pasted.indexOf('?');
        String query =
                pasted == null || mark < 0 ? "" : pasted.substring(mark + 1).strip();
        int fragment = query.indexOf('#');
        return observer.withGrant(fragment < 0 ? query : query.substring(0, fragment));
    }

    private void show(URI address, PrintWriter err) {
        boolean opened = !noBrowser
                && SystemBrowser.of(null, System.getProperty("os.name")).open(address);
        err.println(
                opened ? "Your browser shows the consent page. If it does not, open:" : "Open this in your browser:");
        err.println("  " + address);
        err.flush();
    }
}

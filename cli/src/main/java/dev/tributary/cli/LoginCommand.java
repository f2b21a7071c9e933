package dev.tributary.cli;

import dev.tributary.cli.person.Desk;
import dev.tributary.cli.person.Desk.AtSite;
import dev.tributary.cli.person.Loopback;
import dev.tributary.cli.person.SavedSite;
import dev.tributary.cli.person.SavedSites;
import dev.tributary.cli.person.SimulatorMark;
import dev.tributary.cli.person.SystemBrowser;
import dev.tributary.model.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tributary login}. */
@Command(
        name = "login",
        mixinStandardHelpOptions = true,
        header = "Signs you in to a Confluence, by its consent page in your browser.",
        description = {
            "The browser comes back to this machine, where the command waits for it. What was granted is kept encrypted in your"
                    + " config folder, and renewed whenever it is needed; no password is asked for or kept.",
            "A site is described once: after that, its name is enough. The client id and secret are those of the application"
                    + " link, or at Cloud of the OAuth 2.0 integration, whose redirect URL is http://localhost:8765/callback."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary login --site wiki --base-url https://wiki.example.org --client-id 3f2a --secret-env WIKI_SECRET",
            "  tributary login --site acme --cloud --client-id Ab1c --secret-file secret.txt",
            "  tributary login --site wiki                 again, when the grant has ended",
            "  tributary login --site wiki --no-browser    prints the address, to be opened on this machine",
            "",
            "To try it without a Confluence:",
            "  tributary simulate --client my-app:my-secret:http://localhost:8765/callback",
            "  WIKI_SECRET=my-secret tributary login --site demo --base-url http://localhost:8090 --client-id my-app \\",
            "      --secret-env WIKI_SECRET --simulator",
            "",
            PersonExit.HELP
        })
final class LoginCommand implements Callable<Integer>, PersonExit.Command {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private PersonFolder person;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private PersonSite named;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private SiteForm form;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private ClientSecretOption secretOption;

    @Option(names = "--no-browser", description = "Prints the address instead of opening a browser.")
    private boolean noBrowser;

    @Option(names = "--browser", paramLabel = "program", description = "The program to open the address with.")
    private @Nullable String browser;

    @Override
    public String secretOption() {
        return secretOption.given();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.onlyTrouble();
        SavedSites sites = new SavedSites(person.folder().checked());
        String id = named.id(sites);
        SavedSite site = form.over(id, sites.find(id).orElse(null));
        Desk desk = Desk.open(person.folder());
        Secret secret = secretOption.over(desk.secret(site), id);
        try (AtSite at = desk.at(site, secret)) {
            SimulatorMark.check(site, at.transport());
            try (Loopback loopback = Loopback.at(site.redirectUri())) {
                SystemBrowser opener = noBrowser ? null : SystemBrowser.of(browser, System.getProperty("os.name"));
                LoginJourney journey = new LoginJourney(spec.commandLine(), at, loopback, opener);
                journey.run(PATIENCE);
            }
        }
        desk.keep(site, secret);
        sites.save(site);
        return 0;
    }
}

package dev.tributary.cli;

import dev.tributary.authorization.Disconnected;
import dev.tributary.authorization.Disconnected.Revocation;
import dev.tributary.cli.person.Desk;
import dev.tributary.cli.person.Desk.AtSite;
import dev.tributary.cli.person.SavedSite;
import dev.tributary.cli.person.SavedSites;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tributary logout}. */
@Command(
        name = "logout",
        mixinStandardHelpOptions = true,
        header = "Ends what you granted, here and at Confluence.",
        description = {
            "The tokens are erased here in any case, and revoked at Confluence where it has a way to; it says what happened there."
                    + " The site's description is kept, so that its name is enough for the next login."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary logout --site wiki",
            "  tributary logout --site wiki --forget       forgets the site and its client secret as well",
            "",
            PersonExit.HELP
        })
final class LogoutCommand implements Callable<Integer>, PersonExit.Command {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private PersonFolder person;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private PersonSite named;

    @Option(names = "--forget", description = "Forgets the site and its client secret too.")
    private boolean forget;

    @Override
    public Integer call() {
        Logs.onlyTrouble();
        SavedSites sites = new SavedSites(person.folder().checked());
        SavedSite site = named.in(sites);
        Desk desk = Desk.open(person.folder());
        Optional<Disconnected> ended;
        try (AtSite at = desk.at(site)) {
            ended = at.connection().map(at.tributary()::disconnect);
        }
        print(ended.map(how -> words(site, how)).orElse("You are not signed in at " + site.id() + "."));
        if (forget) {
            desk.forget(site);
            sites.forget(site.id());
            print("The site and its client secret are forgotten.");
        }
        boolean livesOn =
                ended.filter(how -> how.revocation() == Revocation.FAILED).isPresent();
        return livesOn ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    private static String words(SavedSite site, Disconnected ended) {
        String page = " See " + ended.authorizationsPage();
        String there = switch (ended.revocation()) {
            case REVOKED -> "the grant was revoked there.";
            case NOT_SUPPORTED -> "it has no way to revoke the grant by program; end it yourself." + page;
            case FAILED -> "it did not confirm the revocation; end the grant yourself." + page;
            case STILL_USED -> "nothing was revoked, as another connection lives on the grant." + page;
            case NOTHING_TO_REVOKE -> "there was nothing to revoke.";
        };
        return "Signed out of " + site.id() + ". The tokens are erased here. At Confluence: " + there;
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}

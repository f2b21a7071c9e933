package dev.tributary.cli;

import dev.tributary.Returned;
import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Callback;
import dev.tributary.cli.person.Desk;
import dev.tributary.cli.person.Desk.AtSite;
import dev.tributary.cli.person.LandingPage;
import dev.tributary.cli.person.Loopback;
import dev.tributary.cli.person.Loopback.Arrival;
import dev.tributary.cli.person.Printable;
import dev.tributary.cli.person.SiteMenu;
import dev.tributary.cli.person.SystemBrowser;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.Connection;
import dev.tributary.model.TributaryException;
import dev.tributary.model.Unavailable;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** One way through the browser and back. */
final class LoginJourney {

    private final PrintWriter out;
    private final PrintWriter err;
    private final AtSite at;
    private final Loopback loopback;
    private final @Nullable SystemBrowser browser;

    LoginJourney(CommandLine command, AtSite at, Loopback loopback, @Nullable SystemBrowser browser) {
        this.out = command.getOut();
        this.err = command.getErr();
        this.at = at;
        this.loopback = loopback;
        this.browser = browser;
    }

    void run(Duration patience) throws InterruptedException {
        AuthorizationRequest request =
                at.tributary().authorize(Desk.ME, at.site().id()).begin();
        show(request);
        say("Waiting for the browser to come back to %s, for %d minutes at most; Ctrl+C gives up."
                .formatted(at.site().redirectUri(), patience.toMinutes()));
        Arrival arrival = loopback.await(patience).orElseThrow(() -> nobodyCame(patience));
        say("The browser came back. Asking " + at.site().id() + " for the grant ...");
        try {
            Returned returned = complete(request, arrival);
            arrival.show(LandingPage.done("Go back to the terminal."));
            report(returned);
        } catch (AuthorizationFailed e) {
            arrival.show(LandingPage.failed(e.getMessage()));
            throw e.reason() == Reason.ACCOUNT_CHANGED ? another(e) : e;
        } catch (TributaryException e) {
            arrival.show(LandingPage.failed("The terminal says why."));
            throw e;
        }
    }

    private void show(AuthorizationRequest request) {
        boolean opened = browser != null && browser.open(request.uri());
        err.println(
                opened ? "Your browser shows the consent page. If it does not, open:" : "Open this in your browser:");
        say("  " + request.uri());
    }

    private void say(String line) {
        err.println(line);
        err.flush();
    }

    /** The secret that binds the flow to a browser stays in this process: it is what the browser comes back to. */
    private Returned complete(AuthorizationRequest request, Arrival arrival) {
        Callback callback = Callback.of(at.site().id(), arrival.query(), request.browser());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        SiteMenu menu = new SiteMenu(() -> arrival.show(LandingPage.choose()), in, err);
        return at.tributary().completeAndReturn(callback, Desk.ME, menu);
    }

    private void report(Returned returned) {
        Connection connection = returned.connection();
        out.printf(
                "Signed in at %s (%s) as %s.%n",
                connection.site(),
                connection.home(),
                Printable.line(connection.account().displayName()));
        if (!returned.missingScopes().isEmpty()) {
            out.println("Not granted: " + String.join(", ", returned.missingScopes())
                    + ". Calls that need them will fail.");
        }
        out.flush();
    }

    private static Unavailable nobodyCame(Duration patience) {
        return new Unavailable(
                "No browser came back within %d minutes. Nothing was changed.".formatted(patience.toMinutes()),
                Duration.ofSeconds(1),
                null);
    }

    private AccountDiffers another(AuthorizationFailed failure) {
        return new AccountDiffers(at.site().id(), failure);
    }
}

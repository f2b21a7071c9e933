package dev.tributary.spring.web;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import dev.tributary.authorization.Disconnected;
import dev.tributary.authorization.Disconnected.Revocation;
import dev.tributary.model.Account;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.CloudSite;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** What is shown between the application and Confluence. */
final class ConnectPages {

    static final String RETURN_TO = "returnTo";
    static final String CLOUD_ID = "cloudId";

    private final OwnForms forms;

    ConnectPages(OwnForms forms) {
        this.forms = forms;
    }

    ServerResponse connect(ServerRequest request, String site, String returnTo) {
        return Page.of(
                HttpStatus.OK,
                "Connect to Confluence",
                Page.paragraph("This application would like to act in Confluence (" + site + ") as you.")
                        + form(request, site, "connect", returnTo, "<button>Connect</button>"));
    }

    /** For somebody who is connected already, and has come back by a bookmark or to disconnect. */
    ServerResponse connected(ServerRequest request, String site, String returnTo, Account account) {
        return Page.of(
                HttpStatus.OK,
                "Connected to Confluence",
                Page.paragraph("This application acts in Confluence (" + site + ") as you, with the account of "
                                + account.displayName() + ".")
                        + Page.paragraph(
                                "Connecting again asks for your consent once more and goes on with that, for the same"
                                        + " account. To take another account, disconnect first.")
                        + form(request, site, "connect", returnTo, "<button>Connect again</button>")
                        + form(request, site, "disconnect", returnTo, "<button>Disconnect</button>"));
    }

    ServerResponse choose(ServerRequest request, String site, String returnTo, List<CloudSite> offered) {
        StringBuilder buttons = new StringBuilder();
        offered.forEach(one -> buttons.append("<p><button name=\"" + CLOUD_ID + "\" value=\"")
                .append(htmlEscape(one.id()))
                .append("\">")
                .append(htmlEscape(one.name() + " (" + one.url() + ")"))
                .append("</button></p>"));
        return Page.of(
                HttpStatus.OK,
                "Which Confluence?",
                Page.paragraph(
                                "Your account has several. Choose the one that this application is to act in, and confirm that"
                                        + " once more.")
                        + form(request, site, "connect", returnTo, buttons.toString()));
    }

    /** The connection stays as it was; who wants the other account ends it first. */
    ServerResponse accountChanged(ServerRequest request, String site, AuthorizationFailed failure) {
        String now = failure.account().map(Account::displayName).orElse("another account");
        return Page.of(
                HttpStatus.CONFLICT,
                "Another account",
                Page.paragraph("You are connected with another Confluence account than " + now
                                + ", with which you have just signed in there. Nothing has changed.")
                        + form(
                                request,
                                site,
                                "disconnect",
                                "/confluence/" + site + "/connect",
                                "<button>Disconnect, and connect anew</button>"));
    }

    ServerResponse failed(ServerRequest request, String site, String returnTo, AuthorizationFailed failure) {
        return Page.of(
                HttpStatus.BAD_REQUEST,
                "Not connected",
                Page.paragraph(failure.getMessage())
                        + form(request, site, "connect", returnTo, "<button>Start again</button>"));
    }

    /** The grant lives on at Confluence, where only its user can end it now. */
    ServerResponse endedHereOnly(ServerRequest request, String site, String returnTo, Disconnected ended) {
        String why = ended.revocation() == Revocation.NOT_SUPPORTED
                ? "Confluence has no way for an application to revoke what you granted it, so it still lists that."
                : "Confluence did not confirm that what you granted is revoked, so it may still list that.";
        return Page.of(
                HttpStatus.OK,
                "Disconnected here only",
                Page.paragraph("This application no longer acts in Confluence (" + site
                                + ") as you; what it held for that is erased.")
                        + Page.paragraph(why + " End it there yourself.")
                        + Page.link(
                                ended.authorizationsPage().toString(), "See what has access to your Confluence account")
                        + Page.link(
                                request.requestPath().contextPath().value() + returnTo, "Go back to the application"));
    }

    /** Nobody comes here by pressing a button once. */
    ServerResponse tooMany(Duration retryAfter) {
        return Page.saying(
                HttpStatus.TOO_MANY_REQUESTS,
                "Begun too often",
                "This has been begun many times without an end. Go on in one of the tabs that are open, or try again in %d seconds."
                        .formatted(Math.max(1, retryAfter.toSeconds())));
    }

    private String form(ServerRequest request, String site, String what, String returnTo, String buttons) {
        Map<String, String> fields = new LinkedHashMap<>(forms.fields(request.servletRequest()));
        fields.put(RETURN_TO, returnTo);
        String action = request.requestPath().contextPath().value() + "/confluence/" + site + "/" + what;
        return Page.form(action, fields, buttons);
    }
}

package dev.tributary.simulator.cloud;

import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.pages.Page;

/** Atlassian's own error page, for what the client is not told. */
final class CloudErrorPage {

    /** What went wrong. */
    enum Cause {
        CLIENT("There is no app of that client id."),
        REDIRECT_URI("The app asked to send you to an address that is not its registered callback URL."),
        AUDIENCE("The request lacks audience=api.atlassian.com."),
        SCOPE("The app asked for a scope that its owner did not enable in the developer console."),
        FORM("The form was not the one shown to you. Go back to the app and start again."),
        REQUEST("This request was answered already or is too old. Go back to the app and start again.");

        private final String explanation;

        Cause(String explanation) {
            this.explanation = explanation;
        }
    }

    private final Page page;

    CloudErrorPage(Environment environment) {
        this.page = new Page(environment);
    }

    Response show(Cause cause) {
        return page.show(400, "Something went wrong", null, "<p>" + cause.explanation + "</p>");
    }
}

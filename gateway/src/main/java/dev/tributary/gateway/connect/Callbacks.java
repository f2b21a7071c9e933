package dev.tributary.gateway.connect;

import dev.tributary.authorization.AuthorizationIntent;
import dev.tributary.authorization.Authorizations;
import dev.tributary.authorization.Callback;
import dev.tributary.authorization.Completion;
import dev.tributary.authorization.Completion.Declined;
import dev.tributary.authorization.Completion.Granted;
import dev.tributary.gateway.audit.Audit;
import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Incoming;
import dev.tributary.gateway.http.Problems;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.TributaryException;
import java.util.Locale;

/** Where Confluence sends browsers back to. Nobody is redirected anywhere before it is clear whose flow it is. */
final class Callbacks {

    private final Authorizations authorizations;
    private final SiteChoices choices;
    private final ChoicePages choicePages;
    private final ReturnAddress back;
    private final FlowCookie cookie;
    private final Pages pages;
    private final Audit audit;

    Callbacks(
            Authorizations authorizations,
            SiteChoices choices,
            ChoicePages choicePages,
            ReturnAddress back,
            FlowCookie cookie,
            Pages pages,
            Audit audit) {
        this.authorizations = authorizations;
        this.choices = choices;
        this.choicePages = choicePages;
        this.back = back;
        this.cookie = cookie;
        this.pages = pages;
        this.audit = audit;
    }

    Answer arrive(Incoming request) {
        Callback callback = Callback.of(
                request.parameter(),
                request.query(),
                cookie.shown(request.headers()).orElse(null));
        try {
            return answer(authorizations.complete(callback));
        } catch (AuthorizationFailed e) {
            return stray(e.reason());
        }
    }

    private Answer answer(Completion completion) {
        AuthorizationIntent intent = completion.intent();
        if (completion instanceof Granted granted) {
            Granted settled = choices.settled(granted);
            return settled.needsChoice()
                    ? choicePages.ask(settled, intent.browser())
                    : Answer.seeOther(back.with(settled));
        }
        TributaryException failure = ((Declined) completion).failure();
        audit.event("connection.failed")
                .owner(intent.owner())
                .with("site", intent.site())
                .with("why", word(failure))
                .log();
        return Answer.seeOther(back.with(intent, word(failure)));
    }

    /** Returns the application's word for a failure; what the server itself said goes nowhere. */
    private static String word(TributaryException failure) {
        if (!(failure instanceof AuthorizationFailed failed)) {
            return Problems.of(failure).slug();
        }
        return switch (failed.reason()) {
            case DENIED -> "denied";
            case CODE_REFUSED -> "expired";
            default -> failed.reason().name().toLowerCase(Locale.ROOT);
        };
    }

    private Answer stray(Reason reason) {
        return switch (reason) {
            case EXPIRED_STATE ->
                pages.message(
                        410,
                        "That took too long",
                        "Nothing has been connected. Go back to the application and start again there.");
            case WRONG_BROWSER ->
                pages.message(
                        400,
                        "This is not the browser that began",
                        "Nothing has been connected. Go back to the application and start again, all in one browser that"
                                + " allows this site to keep a cookie.");
            case SITE_MOVED ->
                pages.message(
                        410,
                        "Confluence has another address now",
                        "It was changed after you had begun, so nothing has been connected. Go back to the application and"
                                + " start again there.");
            case UNKNOWN_STATE ->
                pages.message(
                        400,
                        "This step has been done already",
                        "If you have just connected, all is well: go back to the application. If not, start again there.");
            default ->
                pages.message(
                        400,
                        "This address leads nowhere",
                        "Nothing has been connected. Go back to the application and start again there.");
        };
    }
}

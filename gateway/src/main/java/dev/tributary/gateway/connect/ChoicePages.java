package dev.tributary.gateway.connect;

import dev.tributary.authorization.Completion.Granted;
import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Fields;
import dev.tributary.gateway.http.Incoming;
import dev.tributary.model.CloudSite;
import dev.tributary.model.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The page on which a user says which of several sites of Confluence Cloud is meant, and its buttons. */
final class ChoicePages {

    private static final String FORM_TOKEN = "form-token";
    private static final String SITE = "site";
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final SiteChoices choices;
    private final ReturnAddress back;
    private final FlowCookie cookie;
    private final FormOrigin origin;
    private final Pages pages;

    ChoicePages(SiteChoices choices, ReturnAddress back, FlowCookie cookie, FormOrigin origin, Pages pages) {
        this.choices = choices;
        this.back = back;
        this.cookie = cookie;
        this.origin = origin;
        this.pages = pages;
    }

    /** Asks the browser that came back with a grant. */
    Answer ask(Granted grant, Secret browser) {
        Secret token = choices.ask(grant);
        List<Map<String, String>> sites = grant.sites().stream()
                .map(site -> Map.of(
                        "id", site.id(),
                        "name", site.name(),
                        "host", String.valueOf(site.url().getAuthority())))
                .toList();
        Map<String, Object> model = Map.of(
                "app", grant.intent().owner().app(),
                "account", grant.account().displayName(),
                "sites", sites,
                "action", "/choose/" + token.reveal(),
                "formToken", FormToken.of(browser, token.reveal()));
        return pages.form("choose", model, List.of(URI.create(grant.intent().returnTo())));
    }

    /** Takes the answer, and sends the browser back to its application. */
    Answer chosen(Incoming request) {
        if (!TOKEN.matcher(request.parameter()).matches()) {
            return over();
        }
        Secret token = Secret.of(request.parameter());
        Map<String, String> fields = Fields.read(request.body().toString(StandardCharsets.UTF_8));
        boolean ours = cookie.shown(request.headers())
                .filter(browser -> FormToken.matches(fields.getOrDefault(FORM_TOKEN, ""), browser, token.reveal()))
                .filter(browser -> !origin.isForeign(request.headers()))
                .isPresent();
        if (!ours) {
            return pages.message(
                    403,
                    "This did not come from our page",
                    "Go back to the application and start again there, all in one browser that allows this site to keep a"
                            + " cookie.");
        }
        return choices.find(token)
                .flatMap(grant -> chosen(grant, fields.getOrDefault(SITE, "")))
                .filter(grant -> choices.answer(token))
                .map(back::with)
                .map(Answer::seeOther)
                .orElseGet(this::over);
    }

    private static Optional<Granted> chosen(Granted grant, String cloudId) {
        return grant.sites().stream()
                .map(CloudSite::id)
                .filter(cloudId::equals)
                .findFirst()
                .map(grant::at);
    }

    private Answer over() {
        return pages.message(
                410,
                "This choice is over",
                "It was made already, or has waited for ten minutes. Go back to the application; if it is not connected, start"
                        + " again there.");
    }
}

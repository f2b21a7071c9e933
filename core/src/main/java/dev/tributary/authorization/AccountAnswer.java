package dev.tributary.authorization;

import dev.tributary.deployment.AccountFields;
import dev.tributary.deployment.ScopeRefusal;
import dev.tributary.deployment.Site;
import dev.tributary.http.HttpAnswer;
import dev.tributary.model.Account;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.TributaryException;
import dev.tributary.model.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads whom a who-am-I answer names. A pure function. */
final class AccountAnswer {

    private static final int LONGEST = 255;
    private static final String ANONYMOUS = "anonymous";
    private static final Duration LATER = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private AccountAnswer() {}

    /** Returns the account; empty if the answer is a refusal, names nobody, or names the anonymous user in any way. */
    static Optional<Account> read(HttpAnswer answer, AccountFields fields) {
        boolean anonymous =
                answer.headers().getOrDefault("X-AUSERNAME", List.of()).contains(ANONYMOUS);
        if (answer.status() != 200 || anonymous) {
            return Optional.empty();
        }
        try {
            return account(JSON.readTree(answer.body().bytes()), fields);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Returns why an answer says nothing about the token at all; empty if it says something. */
    static Optional<TributaryException> trouble(Site site, HttpAnswer answer) {
        int status = answer.status();
        boolean redirects = status >= 300 && status < 400;
        if (redirects || (status == 200 && answer.isHtml())) {
            return Optional.of(new Misconfigured(
                    "sites." + site.id() + ".baseUrl",
                    ("Asked whose a token is, Confluence answered with %s instead of JSON: a login page or a proxy answers in"
                                    + " front of it. Let requests with a bearer token pass, or correct the base URL.")
                            .formatted(redirects ? "a redirect" : "an HTML page")));
        }
        if (status == 401 && ScopeRefusal.isOne(status, answer.body().text())) {
            return Optional.of(new Misconfigured(
                    "sites." + site.id() + ".scopes",
                    "No scope that was granted lets the user be named. Add read:me, or read:confluence-user, to the site's"
                            + " scopes and to the application's permissions at Atlassian."));
        }
        if (status >= 500 || status == 429) {
            String what = "Site '%s' answered status %d when asked whose a token is.";
            return Optional.of(new Unavailable(what.formatted(site.id(), status), LATER, null));
        }
        if (status == 200 && !isJson(answer)) {
            String what = "Site '%s' answered with broken JSON when asked whose a token is.";
            return Optional.of(new Unavailable(what.formatted(site.id()), LATER, null));
        }
        return Optional.empty();
    }

    private static boolean isJson(HttpAnswer answer) {
        try {
            return !JSON.readTree(answer.body().bytes()).isMissingNode();
        } catch (JacksonException e) {
            return false;
        }
    }

    private static Optional<Account> account(JsonNode user, AccountFields fields) {
        Optional<String> id = text(user, fields.id());
        Optional<String> username = text(user, fields.username());
        boolean anonymous = text(user, "type").filter(ANONYMOUS::equals).isPresent();
        if (anonymous || id.isEmpty() || username.isEmpty()) {
            return Optional.empty();
        }
        String displayName = text(user, fields.displayName()).orElse(username.get());
        return Optional.of(new Account(id.get(), username.get(), displayName));
    }

    private static Optional<String> text(JsonNode user, String field) {
        return user.path(field)
                .asStringOpt()
                .filter(text -> !text.isBlank() && text.length() <= LONGEST)
                .filter(text -> text.chars().noneMatch(Character::isISOControl));
    }
}

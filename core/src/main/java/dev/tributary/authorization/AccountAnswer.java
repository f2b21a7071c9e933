package dev.tributary.authorization;

import dev.tributary.deployment.AccountFields;
import dev.tributary.http.HttpAnswer;
import dev.tributary.model.Account;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads whom a who-am-I answer names. A pure function. */
final class AccountAnswer {

    private static final int LONGEST = 255;
    private static final String ANONYMOUS = "anonymous";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private AccountAnswer() {}

    /** Returns the account; empty if the answer is a refusal, names nobody, or names the anonymous user in any way. */
    static Optional<Account> read(HttpAnswer answer, AccountFields fields) {
        boolean anonymous =
                answer.header("X-AUSERNAME").filter(ANONYMOUS::equals).isPresent();
        if (answer.status() != 200 || anonymous) {
            return Optional.empty();
        }
        try {
            return account(JSON.readTree(answer.body().bytes()), fields);
        } catch (JacksonException e) {
            return Optional.empty();
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

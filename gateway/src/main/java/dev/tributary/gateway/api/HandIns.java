package dev.tributary.gateway.api;

import dev.tributary.authorization.Connections.PersonalToken;
import dev.tributary.authorization.HandedIn;
import dev.tributary.authorization.HandedIn.ApiToken;
import dev.tributary.authorization.HandedIn.Password;
import dev.tributary.authorization.HandedIn.ServiceAccount;
import dev.tributary.deployment.Site;
import dev.tributary.deployment.Sites;
import dev.tributary.gateway.config.AppConfig;
import dev.tributary.gateway.config.Right;
import dev.tributary.gateway.http.Refused;
import dev.tributary.gateway.identity.Identity;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import io.vertx.core.buffer.Buffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what an application hands in where nobody consents: one kind of credential, and each kind under a right of its own. */
final class HandIns {

    private static final Set<String> COMMON = Set.of("user", "site", "acceptAccount");

    private final Sites sites;

    HandIns(Sites sites) {
        this.sites = sites;
    }

    /** A kind of credential, by the member that it comes in. */
    enum Form {
        PERSONAL_ACCESS_TOKEN("personalAccessToken", Right.PERSONAL_ACCESS_TOKENS, "expiresAt"),
        API_TOKEN("apiToken", Right.API_TOKENS, ""),
        PASSWORD("basicPassword", Right.BASIC_PASSWORDS, ""),
        SERVICE_ACCOUNT("serviceAccount", Right.SERVICE_ACCOUNTS, "scopes");

        private final String member;
        private final Right right;
        private final String besides;

        Form(String member, Right right, String besides) {
            this.member = member;
            this.right = right;
            this.besides = besides;
        }

        private Set<String> members() {
            return Stream.concat(COMMON.stream(), Stream.of(member, besides))
                    .filter(name -> !name.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /** Returns every member that any form may have. */
    static Set<String> members() {
        return Arrays.stream(Form.values())
                .flatMap(form -> form.members().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the forms that a body has the member of. */
    static List<Form> in(JsonBody body) {
        return Arrays.stream(Form.values())
                .filter(form -> body.has(form.member))
                .toList();
    }

    /** Reads a body of a form. Throws {@link Refused} where the application lacks its right, before anything else is looked at. */
    HandedIn read(Form form, Identity asking, Buffer bytes) {
        asking.check(form.right);
        AppConfig app = asking.app();
        JsonBody body = JsonBody.read(bytes, form.members());
        Owner owner = Users.of(asking, body.optional("user"));
        String site = body.text("site");
        Users.checkSite(app, site);
        String accepted = body.optional("acceptAccount").orElse(null);
        return switch (form) {
            case PERSONAL_ACCESS_TOKEN ->
                new PersonalToken(owner, site, Secret.of(body.text(form.member)), expiry(body), accepted);
            case API_TOKEN -> {
                JsonBody token = body.object(form.member, Set.of("email", "token", "expiresAt"));
                yield new ApiToken(
                        owner, site, token.text("email"), Secret.of(token.text("token")), expiry(token), accepted);
            }
            case PASSWORD -> {
                JsonBody pair = body.object(form.member, Set.of("username", "password"));
                yield new Password(owner, site, pair.text("username"), Secret.of(pair.text("password")), accepted);
            }
            case SERVICE_ACCOUNT -> {
                body.requireTrue(form.member);
                yield new ServiceAccount(owner, site, scopes(app, sites.get(site), body.texts("scopes")), accepted);
            }
        };
    }

    /** Where the scopes are the registration's there is nothing to ask for. */
    private static List<String> scopes(AppConfig app, Site site, List<String> wanted) {
        return site.deployment().dialect().talk().asksForScopes() ? Ceiling.within(app, site, wanted) : wanted;
    }

    private static @Nullable Instant expiry(JsonBody body) {
        return body.optional("expiresAt").map(HandIns::instant).orElse(null);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw Refused.malformed("The member 'expiresAt' must be a time such as 2027-01-31T12:00:00Z.");
        }
    }
}

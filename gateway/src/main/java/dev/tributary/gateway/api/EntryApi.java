package dev.tributary.gateway.api;

import dev.tributary.authorization.Connections;
import dev.tributary.authorization.Connections.PersonalToken;
import dev.tributary.gateway.config.AppConfig;
import dev.tributary.gateway.config.Right;
import dev.tributary.gateway.connect.Audit;
import dev.tributary.gateway.connect.HeldGrants;
import dev.tributary.gateway.connect.Redeemed;
import dev.tributary.gateway.connect.Redemption;
import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Incoming;
import dev.tributary.gateway.http.Problem;
import dev.tributary.gateway.http.Problems;
import dev.tributary.gateway.http.Refused;
import dev.tributary.model.Account;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.Connection;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes connections: of a grant that the application confirms, or of a personal access token that it hands in. */
final class EntryApi {

    private static final Set<String> MEMBERS =
            Set.of("connectionCode", "user", "site", "personalAccessToken", "expiresAt", "acceptAccount");
    private static final Set<String> CODE_MEMBERS = Set.of("connectionCode", "user", "acceptAccount");
    private static final Set<String> TOKEN_MEMBERS =
            Set.of("personalAccessToken", "user", "site", "expiresAt", "acceptAccount");
    private static final Duration SOON = Duration.ofSeconds(2);

    private final HeldGrants grants;
    private final Connections connections;
    private final TokenAttempts attempts;

    EntryApi(HeldGrants grants, Connections connections, TokenAttempts attempts) {
        this.grants = grants;
        this.connections = connections;
        this.attempts = attempts;
    }

    Answer enter(AppConfig app, Incoming request) {
        JsonBody body = JsonBody.read(request.body(), MEMBERS);
        if (body.has("connectionCode") == body.has("personalAccessToken")) {
            throw Refused.malformed("Send either connectionCode and user, or user, site and personalAccessToken.");
        }
        return body.has("connectionCode") ? confirm(app, request) : handIn(app, request);
    }

    private Answer confirm(AppConfig app, Incoming request) {
        Apps.check(app, Right.CONNECT);
        JsonBody body = JsonBody.read(request.body(), CODE_MEMBERS);
        Redeemed redeemed = grants.redeem(new Redemption(
                Secret.of(body.text("connectionCode")),
                Users.of(app, body.text("user")),
                body.optional("acceptAccount").orElse(null)));
        if (redeemed instanceof Redeemed.Confirmed confirmed) {
            return Answer.json(
                    confirmed.first() ? 201 : 200, ConnectionView.of(confirmed.connection(), confirmed.missing()));
        }
        throw new Refused(problem(redeemed));
    }

    private static Problem problem(Redeemed redeemed) {
        if (redeemed instanceof Redeemed.OtherAccount other) {
            return accountChanged(other.connected(), other.granted());
        }
        if (redeemed instanceof Redeemed.OtherUser) {
            return new Problem(
                    403,
                    "user-mismatch",
                    "User mismatch",
                    "The flow was begun for another user than the one who came back. The grant has been revoked; the user"
                            + " who is signed in has to begin a flow of their own.");
        }
        if (redeemed instanceof Redeemed.Busy) {
            return Problems.unavailable("Another request is redeeming this code just now.", SOON);
        }
        return redeemed instanceof Redeemed.Over
                ? new Problem(410, "code-over", "Code over", "The code was used or has expired. Begin a new flow.")
                : new Problem(404, "unknown-code", "Unknown code", "There is no such code for this app.");
    }

    private Answer handIn(AppConfig app, Incoming request) {
        Apps.check(app, Right.PERSONAL_ACCESS_TOKENS);
        JsonBody body = JsonBody.read(request.body(), TOKEN_MEMBERS);
        Owner owner = Users.of(app, body.text("user"));
        String site = body.text("site");
        Users.checkSite(app, site);
        PersonalToken token = new PersonalToken(
                owner,
                site,
                Secret.of(body.text("personalAccessToken")),
                body.optional("expiresAt").map(EntryApi::instant).orElse(null),
                body.optional("acceptAccount").orElse(null));
        Connection connection = attempts.within(app.id(), () -> connect(token));
        Audit.event("connection.entered")
                .owner(owner)
                .with("site", site)
                .with("connection", connection.id())
                .with("account", connection.account().username())
                .log();
        return Answer.json(201, ConnectionView.of(connection));
    }

    private Connection connect(PersonalToken token) {
        try {
            return connections.connectWithPersonalAccessToken(token);
        } catch (AuthorizationFailed e) {
            if (e.reason() == Reason.ACCOUNT_CHANGED && e.account().isPresent()) {
                Account connected = connections
                        .find(token.owner(), token.site())
                        .map(Connection::account)
                        .orElse(null);
                throw new Refused(accountChanged(connected, e.account().get()));
            }
            throw e;
        }
    }

    private static Problem accountChanged(@Nullable Account connected, Account now) {
        Problem problem = new Problem(
                        409,
                        "account-changed",
                        "Account changed",
                        "The user is connected with another Confluence account. If the user wants to change it, repeat this"
                                + " with acceptAccount set to the id of the new one.")
                .with("newAccount", ConnectionView.of(now));
        return connected == null ? problem : problem.with("account", ConnectionView.of(connected));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw Refused.malformed("The member 'expiresAt' must be a time such as 2027-01-31T12:00:00Z.");
        }
    }
}

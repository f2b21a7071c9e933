package dev.tributary.gateway.api;

import dev.tributary.authorization.Connections;
import dev.tributary.authorization.HandedIn;
import dev.tributary.gateway.audit.Audit;
import dev.tributary.gateway.config.Right;
import dev.tributary.gateway.connect.HeldGrants;
import dev.tributary.gateway.connect.Redeemed;
import dev.tributary.gateway.connect.Redemption;
import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Incoming;
import dev.tributary.gateway.http.Problem;
import dev.tributary.gateway.http.Problems;
import dev.tributary.gateway.http.Refused;
import dev.tributary.gateway.identity.Identity;
import dev.tributary.model.Account;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.Connection;
import dev.tributary.model.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes connections: of a grant that the application confirms, or of a credential that it hands in. */
final class EntryApi {

    private static final Set<String> MEMBERS = Stream.concat(HandIns.members().stream(), Stream.of("connectionCode"))
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> CODE_MEMBERS = Set.of("connectionCode", "user", "acceptAccount");
    private static final Duration SOON = Duration.ofSeconds(2);

    private final HeldGrants grants;
    private final Connections connections;
    private final HandIns handIns;
    private final TokenAttempts attempts;
    private final Audit audit;

    EntryApi(HeldGrants grants, HandIns handIns, TokenAttempts attempts, ApiServices services) {
        this.grants = grants;
        this.connections = services.connections();
        this.audit = services.audit();
        this.handIns = handIns;
        this.attempts = attempts;
    }

    Answer enter(Identity asking, Incoming request) {
        JsonBody body = JsonBody.read(request.body(), MEMBERS);
        List<HandIns.Form> forms = HandIns.in(body);
        if (forms.size() + (body.has("connectionCode") ? 1 : 0) != 1) {
            throw Refused.malformed("Send connectionCode and user; or user and site, with one of personalAccessToken,"
                    + " apiToken, basicPassword and serviceAccount.");
        }
        return forms.isEmpty() ? confirm(asking, request) : handIn(handIns.read(forms.get(0), asking, request.body()));
    }

    private Answer confirm(Identity asking, Incoming request) {
        asking.check(Right.CONNECT);
        JsonBody body = JsonBody.read(request.body(), CODE_MEMBERS);
        Redeemed redeemed = grants.redeem(new Redemption(
                Secret.of(body.text("connectionCode")),
                Users.of(asking, body.optional("user")),
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
        if (redeemed instanceof Redeemed.Moved) {
            return new Problem(
                    410,
                    "site-moved",
                    "Site moved",
                    "The site has another address than when the user consented. The grant has been erased here, and nothing was"
                            + " sent to the new address. Begin a new flow.");
        }
        if (redeemed instanceof Redeemed.Busy) {
            return Problems.unavailable("Another request is redeeming this code just now.", SOON);
        }
        return redeemed instanceof Redeemed.Over
                ? new Problem(410, "code-over", "Code over", "The code was used or has expired. Begin a new flow.")
                : new Problem(404, "unknown-code", "Unknown code", "There is no such code for this app.");
    }

    private Answer handIn(HandedIn handed) {
        Connection connection = attempts.within(handed.owner().app(), () -> connect(handed));
        audit.event("connection.entered")
                .owner(handed.owner())
                .with("site", handed.site())
                .with("connection", connection.id())
                .with("kind", connection.kind())
                .with("account", connection.account().username())
                .log();
        return Answer.json(201, ConnectionView.of(connection));
    }

    private Connection connect(HandedIn handed) {
        try {
            return connections.connect(handed);
        } catch (IllegalArgumentException e) {
            throw Refused.malformed(String.valueOf(e.getMessage()));
        } catch (AuthorizationFailed e) {
            if (e.reason() == Reason.ACCOUNT_CHANGED && e.account().isPresent()) {
                Account connected = connections
                        .find(handed.owner(), handed.site())
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
}

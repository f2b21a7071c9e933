package dev.tributary.gateway.console;

import dev.tributary.Tributary;
import dev.tributary.authorization.Connections;
import dev.tributary.authorization.Disconnected;
import dev.tributary.gateway.audit.Audit;
import dev.tributary.gateway.console.Register.Filter;
import dev.tributary.gateway.console.Search.Found;
import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Operation;
import dev.tributary.gateway.http.Problems;
import dev.tributary.gateway.http.Refused;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Kind;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.GrantEnded;
import dev.tributary.model.NotConnected;
import dev.tributary.token.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Finds connections, shows one, renews it and ends it. */
final class ConnectionPages {

    private static final int PAGE = 50;
    private static final Set<Kind> RENEWABLE = Set.of(Kind.OAUTH, Kind.SERVICE_ACCOUNT);
    private static final String HOME = "/console/connections";

    private final Register register;
    private final Search search;
    private final List<String> sites;
    private final Connections connections;
    private final Tokens tokens;
    private final Audit audit;
    private final Frame frame;

    ConnectionPages(Register register, List<String> sites, Tributary tributary, Audit audit, Frame frame) {
        this.register = register;
        this.search = new Search(register::list, Search.MOST);
        this.sites = sites;
        this.connections = tributary.connections();
        this.tokens = tributary.tokens();
        this.audit = audit;
        this.frame = frame;
    }

    List<Operation> all(Gate gate) {
        return List.of(
                gate.page(HOME, this::list),
                gate.page(HOME + "/{id}", this::one),
                gate.change("/console/renew/{id}", this::renew),
                gate.page("/console/disconnect/{id}", this::ask),
                gate.change("/console/disconnect/{id}", this::disconnect));
    }

    private Answer list(Visit visit) {
        Optional<ConnectionId> after = id(visit.field("after"));
        Found found = search.page(filter(visit), after.orElse(null), PAGE);
        Map<String, Object> model = new HashMap<>();
        model.put("rows", found.rows().stream().map(ConnectionRow::of).toList());
        model.put("apps", register.apps());
        model.put("sites", sites);
        model.put("chosen", chosen(visit));
        ConnectionId next = found.next();
        model.put("next", next == null ? "" : Links.to(HOME, chosen(visit), next.value()));
        model.put("cut", found.cut() ? "%,d".formatted(Search.MOST) : "");
        model.put("first", after.isEmpty());
        return visit.isPart() ? frame.part(visit, "connection-list", model) : frame.page(visit, "connections", model);
    }

    private static Map<String, String> chosen(Visit visit) {
        Map<String, String> chosen = new LinkedHashMap<>();
        for (String name : List.of("app", "user", "site", "status", "ends")) {
            chosen.put(name, visit.field(name));
        }
        return chosen;
    }

    private static Filter filter(Visit visit) {
        return new Filter(
                given(visit.field("app")),
                given(visit.field("user")),
                given(visit.field("site")),
                status(visit.field("status")),
                ends(visit.field("ends")));
    }

    private static @Nullable String given(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Status status(String text) {
        try {
            return text.isEmpty() ? null : Status.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw Refused.malformed("There is no such status.");
        }
    }

    private static @Nullable Instant ends(String text) {
        try {
            return text.isEmpty()
                    ? null
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw Refused.malformed("Write a day such as 2027-03-01.");
        }
    }

    private Answer one(Visit visit) {
        return shown(visit, find(visit.parameter()), "");
    }

    private Answer shown(Visit visit, Connection connection, String notice) {
        Map<String, Object> model = new HashMap<>();
        model.put("row", ConnectionRow.of(connection));
        model.put("reason", ConnectionRow.reason(connection.state().reason()));
        model.put("username", connection.account().username());
        model.put("accountId", connection.account().id());
        model.put("home", connection.home().toString());
        model.put("scopes", connection.scopes());
        model.put("generation", connection.state().generation());
        model.put("connected", Moment.of(connection.dates().connectedAt()));
        model.put("expires", Moment.of(connection.dates().expiresAt()));
        model.put("grantEnds", Moment.of(connection.dates().grantEndsAt()));
        model.put("renewable", connection.isActive() && RENEWABLE.contains(connection.kind()));
        model.put("connectedNow", connection.state().status() != Status.DISCONNECTED);
        model.put("notice", notice);
        return frame.page(visit, "connection", model);
    }

    /** Renews as if Confluence had rejected the token: what another node has renewed meanwhile is good enough. */
    private Answer renew(Visit visit) {
        Connection before = find(visit.parameter());
        if (!before.isActive() || !RENEWABLE.contains(before.kind())) {
            throw new Refused(409, "not-renewable", "Not renewable", "Nothing can be renewed here. Its user connects.");
        }
        String notice;
        try {
            tokens.accessToken(before.id(), Duration.ZERO)
                    .thenCompose(tokens::replacementFor)
                    .join();
            notice = "Renewed.";
        } catch (CompletionException e) {
            notice = notRenewed(e);
        }
        Connection after = find(visit.parameter());
        audit.event("connection.renewal_asked")
                .connection(after)
                .with("result", notice)
                .log();
        return shown(visit, after, notice);
    }

    private static String notRenewed(CompletionException failure) {
        Throwable cause = Problems.unwrapped(failure);
        return cause instanceof GrantEnded || cause instanceof NotConnected
                ? "It could not be renewed: the user has to connect again."
                : "It could not be renewed: " + Problems.of(cause).detail();
    }

    private Answer ask(Visit visit) {
        return frame.page(visit, "disconnect", Map.of("row", ConnectionRow.of(find(visit.parameter()))));
    }

    private Answer disconnect(Visit visit) {
        Connection before = find(visit.parameter());
        Disconnected ended = connections.disconnect(before.id());
        audit.event("connection.ended")
                .connection(before)
                .with("revocation", ended.revocation())
                .log();
        return shown(visit, find(visit.parameter()), said(ended));
    }

    private static String said(Disconnected ended) {
        return "Disconnected: the tokens are erased here. "
                + switch (ended.revocation()) {
                    case REVOKED -> "Confluence has revoked the grant.";
                    case NOT_SUPPORTED ->
                        "This Confluence revokes nothing on request: the user can end the grant there.";
                    case FAILED -> "Confluence did not confirm that the grant is revoked: the user can end it there.";
                    case STILL_USED -> "The grant lives on, because other connections of the user use it.";
                    case NOTHING_TO_REVOKE -> "There was nothing left to revoke.";
                };
    }

    private Connection find(String id) {
        return id(id).flatMap(connections::find)
                .orElseThrow(() -> new Refused(
                        404, "unknown-connection", "Unknown connection", "There is no connection of that id."));
    }

    private static Optional<ConnectionId> id(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(new ConnectionId(text));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}

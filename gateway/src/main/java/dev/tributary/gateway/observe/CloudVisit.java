package dev.tributary.gateway.observe;

import dev.tributary.deployment.Cloud;
import dev.tributary.model.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * What shows at Cloud with a grant of one's own. A spent refresh token is not shown again there: should the leeway be other than it is
 * documented, that could end what the same account granted to the same app elsewhere. Nor can the grant be revoked by program.
 */
final class CloudVisit {

    private final Cloud cloud;
    private final Flow flow;
    private final Wire wire;
    private final Consumer<Observation> note;

    CloudVisit(Cloud cloud, Flow flow, Wire wire, Consumer<Observation> note) {
        this.cloud = cloud;
        this.flow = flow;
        this.wire = wire;
        this.note = note;
    }

    void make(Pair pair) {
        Reply resources = wire.get(cloud.resources().orElseThrow(), pair.access());
        note.accept(resources(resources));
        note.accept(CallJudge.status("me", "GET /me", wire.get(cloud.endpoints().whoAmI(), pair.access())));
        site(resources)
                .ifPresentOrElse(
                        origin -> calls(origin, pair),
                        () -> note.accept(
                                Observation.untried("v1-content", "version 1 of a page", "the account has no site")));
        renewals(pair);
        note.accept(Observation.untried(
                "spent-refresh",
                "a spent refresh token",
                "it could end what the account granted to this app elsewhere"));
        note.accept(new Observation(
                "revoke",
                "whether the grant can be revoked by program",
                "there is no endpoint",
                "that its user has to end it: " + cloud.authorizationsPage(),
                null));
    }

    private static Observation resources(Reply reply) {
        List<String> ids = reply.json()
                .valueStream()
                .map(entry -> entry.path("id").asString(""))
                .toList();
        long different = ids.stream().distinct().count();
        String kind = ids.isEmpty() ? "empty" : different < ids.size() ? "split" : "by-product";
        return new Observation(
                "resources",
                "the sites that the token opens",
                reply + ", %d entries, %d ids".formatted(ids.size(), different),
                different < ids.size()
                        ? "that a site comes more than once, once for each product."
                        : "that each site comes once for this account.",
                kind.equals("split") ? "resources=by-product" : null);
    }

    private Optional<URI> site(Reply resources) {
        return resources
                .json()
                .valueStream()
                .filter(CloudVisit::isConfluence)
                .map(entry -> entry.path("id").asString(""))
                .filter(id -> id.matches("[A-Za-z0-9-]{1,64}"))
                .findFirst()
                .map(cloud::origin);
    }

    private static boolean isConfluence(JsonNode entry) {
        return entry.path("scopes")
                .valueStream()
                .anyMatch(scope -> scope.asString("").contains("confluence"));
    }

    private void calls(URI origin, Pair pair) {
        Reply pages = wire.get(URI.create(origin + "/wiki/api/v2/pages?limit=1"), pair.access());
        note.accept(CallJudge.status("v2-pages", "pages of version 2", pages));
        note.accept(CallJudge.rate(pages));
        String id = pages.json().path("results").path(0).path("id").asString("");
        if (id.matches("[0-9]{1,20}")) {
            String content = origin + "/wiki/rest/api/content/" + id;
            note.accept(CallJudge.gone(
                    "v1-content",
                    "labels of a page by version 1",
                    wire.get(URI.create(content + "/label"), pair.access()),
                    "v1-content"));
            note.accept(CallJudge.gone(
                    "v1-downloads",
                    "the download of an attachment that is not there by version 1",
                    wire.get(URI.create(content + "/child/attachment/att1/download"), pair.access()),
                    "v1-labels-and-uploads"));
        } else {
            note.accept(Observation.untried("v1-content", "version 1 of a page", "no page is to be seen"));
        }
        note.accept(CallJudge.status(
                "v1-current-user",
                "the current user by version 1",
                wire.get(URI.create(origin + "/wiki/rest/api/user/current"), pair.access())));
    }

    private void renewals(Pair first) {
        Secret refresh = first.refresh();
        if (refresh == null) {
            note.accept(Observation.untried("refresh-answer", "a refresh", "no refresh token came"));
            return;
        }
        Reply renewed = wire.token(flow.refresh(refresh, false));
        note.accept(TokenJudge.rotation(renewed));
        note.accept(CallJudge.old(
                "old-access-token",
                "the access token of before the renewal",
                wire.get(cloud.resources().orElseThrow(), first.access())));
        Secret next = renewed.pair(refresh).map(Pair::refresh).orElse(null);
        note.accept(
                next == null
                        ? Observation.untried(
                                "form-body", "a refresh with a form for a body", "it could not be renewed")
                        : TokenJudge.form(wire.form(flow.refresh(next, false))));
    }
}

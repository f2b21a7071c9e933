package dev.tributary.gateway.observe;

import dev.tributary.deployment.Endpoints;
import dev.tributary.deployment.Site;
import dev.tributary.gateway.observe.Reply.Served;
import dev.tributary.model.Secret;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * What shows at a Data Center with a grant of one's own. What might end the grant comes last, and in the end it is revoked. Tokens are not
 * made: a list that shows whether one could be is enough.
 */
final class DataCenterVisit {

    private final Site site;
    private final Flow flow;
    private final Wire wire;
    private final Consumer<Observation> note;
    private Pair current;

    DataCenterVisit(Site site, Flow flow, Wire wire, Consumer<Observation> note, Pair first) {
        this.site = site;
        this.flow = flow;
        this.wire = wire;
        this.note = note;
        this.current = first;
    }

    void make() {
        Pair first = current;
        try {
            calls(first);
            Secret refresh = first.refresh();
            if (refresh == null) {
                note.accept(Observation.untried("refresh-redirect-uri", "a refresh", "no refresh token came"));
            } else if (renewed(first, refresh)) {
                withoutSecret();
                spent();
                atOnce();
            }
        } finally {
            end(current);
        }
    }

    private void calls(Pair pair) {
        Reply me = wire.get(endpoints().whoAmI(), pair.access());
        note.accept(CallJudge.named("who-am-i", "who-am-I with the access token", me));
        Reply list = wire.get(below("/rest/api/space?limit=1"), pair.access());
        note.accept(CallJudge.named("list", "a list", list));
        note.accept(CallJudge.rate(list));
        Reply missing = wire.get(below("/rest/api/content/999999999999"), pair.access());
        note.accept(CallJudge.named("not-found", "content that is not there", missing));
        note.accept(CallJudge.personalTokens(wire.get(below("/rest/pat/latest/tokens"), pair.access())));
        note.accept(AuthorizeJudge.withBearer(wire.get(flow.address(), pair.access())));
    }

    /** Renews once, with what is needed for it, and says whether it could be done. */
    private boolean renewed(Pair first, Secret refresh) {
        Reply bare = wire.token(flow.refresh(refresh, false));
        note.accept(TokenJudge.redirectUri(bare));
        current = bare.pair(refresh)
                .or(() -> wire.token(flow.refresh(refresh, true)).pair(refresh))
                .orElse(first);
        if (current.equals(first)) {
            note.accept(
                    Observation.untried("old-access-token", "who-am-I with the old token", "it could not be renewed"));
            return false;
        }
        note.accept(CallJudge.old(
                "old-access-token",
                "the access token of before the renewal",
                wire.get(endpoints().whoAmI(), first.access())));
        return true;
    }

    private void withoutSecret() {
        Reply reply = wire.token(flow.refresh(refresh(current), true), null, wire.isJson());
        note.accept(TokenJudge.noSecret(reply));
        current = reply.pair(current.refresh()).orElse(current);
    }

    /** What was spent last comes again: a leeway, where there is one, is for that. */
    private void spent() {
        Secret spent = refresh(current);
        Optional<Pair> next = wire.token(flow.refresh(spent, true)).pair(spent);
        if (next.isEmpty()) {
            note.accept(Observation.untried("spent-refresh", "a spent refresh token", "it could not be renewed again"));
            return;
        }
        current = next.get();
        Reply again = wire.token(flow.refresh(spent, true));
        current = again.pair(current.refresh()).orElse(current);
        note.accept(TokenJudge.spent(again, lives(current)));
    }

    private void atOnce() {
        if (!lives(current)) {
            note.accept(
                    Observation.untried("two-at-once", "two refreshes at the same time", "the grant is dead already"));
            return;
        }
        Secret refresh = refresh(current);
        CompletableFuture<Reply> one = wire.tokenLater(flow.refresh(refresh, true));
        CompletableFuture<Reply> other = wire.tokenLater(flow.refresh(refresh, true));
        note.accept(TokenJudge.atOnce(one.join(), other.join()));
        current = one.join()
                .pair(refresh)
                .filter(this::lives)
                .or(() -> other.join().pair(refresh).filter(this::lives))
                .orElse(current);
    }

    private boolean lives(Pair pair) {
        return wire.get(endpoints().whoAmI(), pair.access()).served() == Served.SOMEBODY;
    }

    private void end(Pair pair) {
        URI revoke = endpoints().revoke();
        Secret token = pair.refresh() == null ? pair.access() : pair.refresh();
        if (revoke == null) {
            note.accept(Observation.untried("revoke", "the revocation endpoint", "the configuration names none"));
            return;
        }
        note.accept(CallJudge.revocation(wire.revoke(revoke, token)));
        note.accept(CallJudge.old(
                "after-revocation",
                "the access token after that",
                wire.get(endpoints().whoAmI(), pair.access())));
        wire.revoke(revoke, pair.access());
    }

    private static Secret refresh(Pair pair) {
        return Objects.requireNonNull(pair.refresh(), "a renewal keeps the refresh token before");
    }

    private Endpoints endpoints() {
        return site.deployment().endpoints();
    }

    private URI below(String path) {
        return URI.create(site.deployment().baseUrl() + path);
    }
}

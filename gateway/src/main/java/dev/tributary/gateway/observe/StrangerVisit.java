package dev.tributary.gateway.observe;

import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.Site;
import dev.tributary.model.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What shows without a grant. Nothing that is sent is anybody's, but for the client's own secret at its own token endpoint. */
final class StrangerVisit {

    private static final Secret NOBODYS = Secret.of("no-server-has-ever-issued-this");

    private final Site site;
    private final Flow flow;
    private final Wire wire;
    private final Clock clock;
    private final Consumer<Observation> note;

    StrangerVisit(Site site, Flow flow, Wire wire, Clock clock, Consumer<Observation> note) {
        this.site = site;
        this.flow = flow;
        this.wire = wire;
        this.clock = clock;
        this.note = note;
    }

    void make() {
        Map<String, Secret> noCode = flow.exchange(NOBODYS);
        Instant before = clock.instant();
        Reply badCode = wire.token(noCode);
        note.accept(ClockSeen.of(badCode, before, clock.instant()));
        note.accept(TokenJudge.badCode(badCode));
        note.accept(TokenJudge.wrongSecret(wire.token(noCode, Secret.of(Flow.random()), wire.isJson())));
        boolean cloud = site.deployment() instanceof Cloud;
        note.accept(TokenJudge.deadRefresh(wire.token(flow.refresh(NOBODYS, true)), cloud));
        note.accept(CallJudge.badBearer(wire.get(whoAmI(), NOBODYS), cloud));
        if (!cloud) {
            note.accept(scopeList());
        }
        Left.of(cloud).forEach(note);
    }

    private URI whoAmI() {
        return site.deployment()
                .resources()
                .orElse(site.deployment().endpoints().whoAmI());
    }

    private Observation scopeList() {
        List<String> ladder = site.deployment().dialect().scopeLadder();
        int highest = site.scopes().stream().mapToInt(ladder::indexOf).max().orElse(0);
        if (highest < 1) {
            return Observation.untried("scope-list", AuthorizeJudge.SCOPES, "the registration has one scope only");
        }
        return AuthorizeJudge.scopeList(wire.get(flow.address(ladder.subList(0, 2)), null));
    }
}

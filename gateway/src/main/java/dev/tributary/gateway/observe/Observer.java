package dev.tributary.gateway.observe;

import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.Site;
import dev.tributary.http.Transport;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.Secret;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Observes one server: first as a stranger, then with a grant that a user gives for this, which it ends. For one thread. */
public final class Observer {

    private final Site site;
    private final Flow flow;
    private final Wire wire;
    private final Clock clock;
    private final Consumer<String> progress;
    private final List<Observation> seen = new ArrayList<>();

    /**
     * Takes what to observe.
     *
     * @param site the site, with the redirect URI to come back to
     * @param transport the way there
     * @param clock the time that the server's is compared with
     * @param progress is told the name of each fact that is to be asked for, on the calling thread
     */
    public Observer(Site site, Transport transport, Clock clock, Consumer<String> progress) {
        this.site = site;
        this.flow = new Flow(site);
        this.wire = new Wire(transport, site);
        this.clock = clock;
        this.progress = progress;
    }

    /** Returns where a browser has to go for consent, to the least that shows what is to be seen. */
    public URI address() {
        return flow.address();
    }

    /** Asks what shows without a grant. Blocks, for 20 s for each request at most. */
    public void asStranger() {
        new StrangerVisit(site, flow, wire, clock, this::note).make();
    }

    /**
     * Asks what shows with a grant, and ends it, whatever happens on the way. Blocks, for 20 s for each request at most.
     *
     * <p>Throws {@link AuthorizationFailed} when the callback does not belong to {@link #address}, the user denied, or the code was
     * refused: nothing was granted then.
     *
     * @param callback the raw query of the address that the browser came back to
     */
    public Observations withGrant(String callback) {
        Secret code =
                flow.code(callback).orElseThrow(() -> new AuthorizationFailed(Reason.INVALID_CALLBACK, site.id()));
        progress.accept("token-answer");
        Reply exchanged = wire.token(flow.exchange(code));
        Pair pair = exchanged.pair(null).orElseThrow(() -> new AuthorizationFailed(Reason.CODE_REFUSED, site.id()));
        seen.addAll(TokenJudge.answer(exchanged, !wire.isJson()));
        if (site.deployment() instanceof Cloud cloud) {
            new CloudVisit(cloud, flow, wire, this::note).make(pair);
        } else {
            new DataCenterVisit(site, flow, wire, this::note, pair).make();
        }
        return new Observations(site.id(), site.deployment() instanceof Cloud ? "Cloud" : "Data Center", seen);
    }

    private void note(Observation observation) {
        progress.accept(observation.fact());
        seen.add(observation);
    }
}

package dev.tributary.authorization;

import dev.tributary.deployment.Site;
import dev.tributary.deployment.Sites;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.RateLimited;
import dev.tributary.model.Secret;
import dev.tributary.model.TributaryException;
import dev.tributary.store.Ticket;
import dev.tributary.store.TicketStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The authorization code flow: sends browsers away, and judges what comes back before anything else is done with it. */
public final class CodeFlow implements Authorizations {

    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Duration UNTIL_ONE_ENDS = Duration.ofMinutes(1);
    private static final int OPEN_PER_BROWSER = 16;

    private final Sites sites;
    private final PendingFlows flows;
    private final Grants grants;
    private final Clock clock;

    /**
     * Makes the flow of some sites.
     *
     * @param sites the sites users can be sent to
     * @param tickets where flows under way are kept; shared by all nodes
     * @param grants what follows a callback that stands
     * @param clock the time by which flows expire
     */
    public CodeFlow(Sites sites, TicketStore tickets, Grants grants, Clock clock) {
        this.sites = sites;
        this.flows = new PendingFlows(tickets);
        this.grants = grants;
        this.clock = clock;
    }

    @Override
    public AuthorizationRequest begin(AuthorizationIntent intent) {
        Site site = sites.get(intent.site());
        Instant now = clock.instant();
        flows.clearOld(now);
        if (flows.open(intent.browser(), now) >= OPEN_PER_BROWSER) {
            throw new RateLimited(site.id(), UNTIL_ONE_ENDS);
        }
        Secret state = Randomness.secret();
        PendingFlow flow = pending(site, intent, now.plus(LIFE));
        flows.remember(state, flow);
        return new AuthorizationRequest(AuthorizeUri.of(site, flow, state), intent.browser(), flow.expiresAt());
    }

    private static PendingFlow pending(Site site, AuthorizationIntent intent, Instant expiresAt) {
        List<String> allowed = site.scopes();
        List<String> wanted = intent.scopes().isEmpty() ? allowed : intent.scopes();
        List<String> asked = site.deployment().dialect().within(allowed, wanted);
        return new PendingFlow(
                new PendingFlow.Wish(intent.owner(), site.id(), asked, intent.returnTo(), intent.note()),
                Ticket.hash(intent.browser()),
                Randomness.secret(),
                site.registration().redirectUri(),
                site.provenance(),
                expiresAt);
    }

    @Override
    public Completion complete(Callback callback) {
        CallbackParameters given = CallbackParameters.read(callback.query())
                .orElseThrow(() -> new AuthorizationFailed(Reason.INVALID_CALLBACK, callback.site()));
        PendingFlow flow = flows.take(given.state())
                .orElseThrow(() -> new AuthorizationFailed(Reason.UNKNOWN_STATE, callback.site()));
        Site site = sites.get(flow.wish().site());
        CallbackJudge.Circumstances circumstances = new CallbackJudge.Circumstances(
                site.deployment().dialect().issuer(), site.provenance(), clock.instant());
        CallbackJudge.judge(flow, callback, given, circumstances).ifPresent(reason -> {
            throw new AuthorizationFailed(reason, callback.site());
        });
        AuthorizationIntent intent = flow.intent(Objects.requireNonNull(callback.browser()));
        if (given.error() != null) {
            Reason reason = CallbackJudge.meaning(given.error());
            return new Completion.Declined(intent, new AuthorizationFailed(reason, site.id()));
        }
        return obtain(site, flow, intent, Objects.requireNonNull(given.code()));
    }

    /** By now it is known whose flow it is, so that the application can be told what went wrong. */
    private Completion obtain(Site site, PendingFlow flow, AuthorizationIntent intent, Secret code) {
        try {
            return grants.obtain(site, flow, intent, code);
        } catch (TributaryException e) {
            return new Completion.Declined(intent, e);
        }
    }
}

package dev.tributary.authorization;

import dev.tributary.deployment.Provenance;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.Secret;
import dev.tributary.store.Ticket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges a well-formed callback against the flow that its state leads to. Pure functions, in the order that matters. */
final class CallbackJudge {

    private CallbackJudge() {}

    /**
     * What a callback is judged by besides itself.
     *
     * @param issuer how the flow's site names itself
     * @param provenance where the flow's site is now
     * @param now the time
     */
    record Circumstances(String issuer, Provenance provenance, Instant now) {}

    /** Returns why the callback does not belong to this flow, browser, server and user; empty if it does. */
    static Optional<Reason> judge(
            PendingFlow flow, Callback callback, CallbackParameters given, Circumstances circumstances) {
        if (!circumstances.now().isBefore(flow.expiresAt())) {
            return Optional.of(Reason.EXPIRED_STATE);
        }
        if (!callback.site().equals(flow.wish().site())) {
            return Optional.of(Reason.WRONG_SITE);
        }
        if (!isOf(flow, callback.browser())) {
            return Optional.of(Reason.WRONG_BROWSER);
        }
        if (!circumstances.provenance().equals(flow.provenance())) {
            return Optional.of(Reason.SITE_MOVED);
        }
        if (given.issuer() != null && !given.issuer().equals(circumstances.issuer())) {
            return Optional.of(Reason.WRONG_SITE);
        }
        if (callback.signedIn() != null
                && !callback.signedIn().equals(flow.wish().owner())) {
            return Optional.of(Reason.WRONG_USER);
        }
        return Optional.empty();
    }

    /** Returns what an error of the authorization endpoint means; its description is the server's and goes nowhere. */
    static Reason meaning(String error) {
        return switch (error) {
            case "access_denied" -> Reason.DENIED;
            case "invalid_scope" -> Reason.INVALID_SCOPE;
            default -> Reason.REFUSED;
        };
    }

    private static boolean isOf(PendingFlow flow, @Nullable Secret browser) {
        return browser != null
                && MessageDigest.isEqual(
                        Ticket.hash(browser).getBytes(StandardCharsets.US_ASCII),
                        flow.browserHash().getBytes(StandardCharsets.US_ASCII));
    }
}

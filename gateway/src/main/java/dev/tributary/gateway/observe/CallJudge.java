package dev.tributary.gateway.observe;

import dev.tributary.gateway.observe.Observation.Settled;
import dev.tributary.gateway.observe.Reply.Served;

/** What answers of the REST API say. Pure functions. */
final class CallJudge {

    private CallJudge() {}

    static Observation badBearer(Reply reply, boolean cloud) {
        Settled settled = cloud
                ? Settled.words("how a token is refused that is none.")
                : reply.status() == 401
                        ? Settled.by("that a bad token is refused.", "bad-bearer=401")
                        : reply.served() == Served.ANONYMOUS
                                ? Settled.by(
                                        "that a bad token is nobody's: the call goes on as anonymous.",
                                        "bad-bearer=anonymous")
                                : Settled.words(
                                        "that a bad token is met in a way that is not known yet. Please report it.");
        return new Observation(
                "bad-bearer",
                "who-am-I with a token that nobody has issued",
                served(reply),
                settled.settles(),
                settled.simulator());
    }

    private static String served(Reply reply) {
        return switch (reply.served()) {
            case SOMEBODY -> reply + ", still served";
            case ANONYMOUS -> reply + ", as anonymous";
            case REFUSED -> reply.toString();
        };
    }

    static Observation named(String fact, String asked, Reply reply) {
        boolean named = reply.header("X-AUSERNAME").isPresent();
        return new Observation(
                fact,
                asked,
                reply + (named ? ", X-AUSERNAME present" : ", X-AUSERNAME absent"),
                named
                        ? "that such an answer says whom it is for, which Tributary checks."
                        : "that such an answer does not say whom it is for; Tributary goes by its status then.",
                null);
    }

    static Observation rate(Reply reply) {
        return new Observation(
                "rate-headers",
                "the headers of a call that succeeded",
                reply.rateHeaders().isEmpty() ? "none" : String.join(", ", reply.rateHeaders()),
                reply.rateHeaders().isEmpty()
                        ? "that the limit, if there is one, shows only when it is reached."
                        : "by which headers the budget shows.",
                null);
    }

    static Observation old(String fact, String when, Reply reply) {
        return new Observation(
                fact,
                "who-am-I with " + when,
                served(reply),
                reply.served() == Served.SOMEBODY
                        ? "that it lives on for a while: calls under way are not cut off, and it can be misused until its end."
                        : "that it is dead at once: calls under way with it may fail, and are repeated with the new one.",
                null);
    }

    static Observation personalTokens(Reply list) {
        return Observation.of(
                "pat-by-bearer",
                "the list of personal access tokens (nothing is made)",
                list,
                Settled.words(
                        list.isGood()
                                ? "that an access token reaches it: assume that it can make one, which outlives the grant. The gateway's"
                                        + " paths keep it closed; leave it so."
                                : "that an access token does not reach it."));
    }

    static Observation revocation(Reply reply) {
        Settled settled = reply.isGood()
                ? Settled.by("that grants can be revoked by program.", "revoke-endpoint=present")
                : reply.status() == 404
                        ? Settled.by("that they cannot: users end them on their own pages.", "revoke-endpoint=absent")
                        : Settled.words("that a revocation is refused. See the user's authorized applications.");
        return Observation.of("revoke", "the revocation endpoint with the refresh token", reply, settled);
    }

    static Observation gone(String fact, String asked, Reply reply, String option) {
        Settled settled = reply.status() == 410
                ? Settled.by("that it is gone.", option + "=gone")
                : reply.isGood() || reply.status() == 404
                        ? Settled.by("that it is still there.", option + "=served")
                        : Settled.words("nothing: the scopes or the user's rights do not reach it.");
        return Observation.of(fact, asked, reply, settled);
    }

    static Observation status(String fact, String asked, Reply reply) {
        return Observation.of(
                fact,
                asked,
                reply,
                Settled.words(
                        reply.isGood()
                                ? "that it is there."
                                : "that it is not to be had with these scopes, or at all."));
    }
}

package dev.tributary.gateway.observe;

import dev.tributary.gateway.observe.Observation.Settled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What answers of a token endpoint say. Pure functions. */
final class TokenJudge {

    private TokenJudge() {}

    /** Judges the members of a token answer; only Data Center leaves some out. */
    static List<Observation> answer(Reply reply, boolean dataCenter) {
        JsonNode json = reply.json();
        List<Observation> all = new ArrayList<>();
        all.add(member(json, "expires_in", dataCenter ? "expires-in" : null));
        if (dataCenter) {
            all.add(member(json, "created_at", "created-at"));
            all.add(member(json, "scope", "scope-in-answer"));
        } else {
            all.add(member(json, "scope", null));
        }
        all.add(member(json, "refresh_token", null));
        return all;
    }

    private static Observation member(JsonNode json, String name, @Nullable String option) {
        boolean there = json.has(name);
        JsonNode value = json.path(name);
        String shown = !there
                ? "absent"
                : value.isIntegralNumber() && name.equals("expires_in")
                        ? "present: " + value.asLong() + " s"
                        : "present";
        return new Observation(
                "token-answer-" + name.replace('_', '-'),
                "the answer to the code",
                shown,
                there
                        ? "that this server says it."
                        : "that this server does not say it; Tributary works without, by what it asked for and what is usual.",
                option == null ? null : option + (there ? "=present" : "=absent"));
    }

    static Observation badCode(Reply reply) {
        Settled settled = switch (reply.error()) {
            case "invalid_grant" -> Settled.by("how an unknown or expired code is refused.", "bad-code=invalid_grant");
            case "invalid_request" ->
                Settled.by("how an unknown or expired code is refused.", "bad-code=invalid_request");
            case "invalid_client", "access_denied" ->
                Settled.words("nothing: the client itself is refused. Run the doctor first.");
            default -> Settled.words("that codes are refused in a way that is not known yet. Please report it.");
        };
        return Observation.of("bad-code", "the token endpoint with a code that nobody has issued", reply, settled);
    }

    static Observation wrongSecret(Reply reply) {
        Settled settled = reply.error().equals("invalid_client")
                ? Settled.by("how a wrong client secret is refused.", "wrong-secret-status=" + reply.status())
                : reply.error().equals("access_denied")
                        ? Settled.words(
                                "that a wrong client secret has the word of a user's denial, as was seen at Cloud.")
                        : Settled.words("that the code is looked at before the client secret, or not known yet.");
        return Observation.of("wrong-secret", "the same with a client secret that is wrong", reply, settled);
    }

    static Observation deadRefresh(Reply reply, boolean cloud) {
        Settled settled = switch (reply.error()) {
            case "invalid_grant" ->
                cloud
                        ? Settled.by("how a dead refresh token is refused.", "dead-refresh=invalid_grant")
                        : Settled.words("how a dead refresh token is refused.");
            case "unauthorized_client" ->
                Settled.by("how a dead refresh token is refused.", "dead-refresh=unauthorized_client");
            default -> Settled.words("that dead refresh tokens are refused in a way that is not known yet.");
        };
        return Observation.of(
                "dead-refresh", "the token endpoint with a refresh token that nobody has issued", reply, settled);
    }

    static Observation redirectUri(Reply without) {
        Settled settled = without.isGood()
                ? Settled.by(
                        "that a refresh may leave it out; Tributary always sends it.",
                        "redirect-uri-on-refresh=optional")
                : Settled.by("that a refresh needs it, as Tributary sends it.", "redirect-uri-on-refresh=required");
        return Observation.of("refresh-redirect-uri", "a refresh without redirect_uri", without, settled);
    }

    static Observation noSecret(Reply without) {
        Settled settled = without.isGood()
                ? Settled.words("that a refresh token alone is enough here: whoever has one needs no client secret.")
                : Settled.words("that a refresh needs the client secret.");
        return Observation.of("refresh-without-secret", "a refresh without client_secret", without, settled);
    }

    static Observation spent(Reply again, boolean grantLives) {
        Settled settled = again.isGood()
                ? Settled.by(
                        "that there is a leeway, in which a lost answer can be asked for again.",
                        "refresh-leeway=PT10M")
                : grantLives
                        ? Settled.by(
                                "that a spent refresh token is refused, and nothing else ends.", "refresh-reuse=refuse")
                        : Settled.by("that a spent refresh token ends the whole grant.", "refresh-reuse=end-family");
        String seen = again + (grantLives ? ", and the grant lives" : ", and the grant is dead");
        return new Observation(
                "spent-refresh", "a refresh token that was spent before", seen, settled.settles(), settled.simulator());
    }

    static Observation atOnce(Reply one, Reply other) {
        long good = (one.isGood() ? 1 : 0) + (other.isGood() ? 1L : 0L);
        return new Observation(
                "two-at-once",
                "two refreshes with one token at the same time",
                one + " and " + other,
                good == 2
                        ? "that both are answered: which pair lives is for the server to know. Tributary never does it."
                        : good == 1
                                ? "that one of them is refused, as Tributary assumes; it never does it."
                                : "that both are refused: such a grant is lost. Tributary never does it.",
                null);
    }

    static Observation rotation(Reply renewed) {
        boolean rotates = renewed.secret("refresh_token").isPresent();
        return new Observation(
                "refresh-answer",
                "a refresh",
                renewed + (rotates ? " with a new refresh token" : " without a new refresh token"),
                rotates ? "that refresh tokens rotate." : "that the refresh token stays.",
                renewed.isGood() ? "refresh-answer=" + (rotates ? "rotates" : "keeps") : null);
    }

    static Observation form(Reply renewed) {
        return Observation.of(
                "form-body",
                "a refresh with a form for a body",
                renewed,
                Settled.words(
                        renewed.isGood()
                                ? "that the token endpoint takes forms besides JSON."
                                : "that the token endpoint takes JSON only, as Tributary sends it."));
    }
}

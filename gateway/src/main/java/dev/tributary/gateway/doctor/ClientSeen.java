package dev.tributary.gateway.doctor;

import dev.tributary.model.Misconfigured;
import dev.tributary.model.TributaryException;
import dev.tributary.token.TokenOutcome;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the token endpoint makes of the client, by how it refused a code that nobody has issued.
 *
 * @param word what it makes of it
 * @param failure what went wrong where that stays unclear
 * @param notAsked why it was not asked; empty where it was
 */
record ClientSeen(Word word, @Nullable TributaryException failure, String notAsked) {

    /** What can be known. */
    enum Word {
        /** Client id and secret are right: it is the code that was refused. */
        ACCEPTED,
        /** The request was refused as such, as it is for strangers: the code or something else may be why. */
        PERHAPS,
        /** One of them is wrong. */
        REFUSED,
        /** The answer tells neither. */
        UNCLEAR,
        /** The secret was not sent. */
        NOT_ASKED
    }

    boolean isRefused() {
        return word == Word.REFUSED;
    }

    static ClientSeen notAsked(String why) {
        return new ClientSeen(Word.NOT_ASKED, null, why);
    }

    /** Tells by how a client is refused, and, where that does not tell, by how a stranger is. */
    static ClientSeen of(TokenOutcome outcome, Supplier<TokenOutcome> stranger) {
        if (outcome instanceof TokenOutcome.Refused refused && refused.error().equals("invalid_request")) {
            boolean knowsStrangers = !isRefused(stranger.get());
            return new ClientSeen(knowsStrangers ? Word.PERHAPS : Word.ACCEPTED, null, "");
        }
        if (!(outcome instanceof TokenOutcome.Failed failed)) {
            return new ClientSeen(Word.ACCEPTED, null, "");
        }
        return new ClientSeen(isRefused(outcome) ? Word.REFUSED : Word.UNCLEAR, failed.failure(), "");
    }

    private static boolean isRefused(TokenOutcome outcome) {
        return outcome instanceof TokenOutcome.Failed failed
                && failed.failure() instanceof Misconfigured wrong
                && wrong.key().endsWith(".clientSecret");
    }
}

package dev.tributary.gateway.doctor;

import dev.tributary.model.Misconfigured;
import dev.tributary.model.TributaryException;
import dev.tributary.token.TokenOutcome;
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
        /** One of them is wrong. */
        REFUSED,
        /** The answer tells neither. */
        UNCLEAR,
        /** The secret was not sent. */
        NOT_ASKED
    }

    static ClientSeen notAsked(String why) {
        return new ClientSeen(Word.NOT_ASKED, null, why);
    }

    static ClientSeen of(TokenOutcome outcome) {
        if (!(outcome instanceof TokenOutcome.Failed failed)) {
            return new ClientSeen(Word.ACCEPTED, null, "");
        }
        boolean refused =
                failed.failure() instanceof Misconfigured wrong && wrong.key().endsWith(".clientSecret");
        return new ClientSeen(refused ? Word.REFUSED : Word.UNCLEAR, failed.failure(), "");
    }
}

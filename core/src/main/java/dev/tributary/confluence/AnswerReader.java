package dev.tributary.confluence;

/**
 * Reads what an answer means, from status, headers, the connection whose token was sent, the clock, and the body where it
 * wants that. A pure function.
 */
public interface AnswerReader {

    /** Returns the meaning of an answer. */
    Meaning read(Answer answer);

    /** Says whether answers with that status cannot be read without their body, which is short then. */
    default boolean wantsBody(int status) {
        return false;
    }
}

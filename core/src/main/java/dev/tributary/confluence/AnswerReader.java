package dev.tributary.confluence;

/** Reads what an answer means, from status, headers, the connection whose token was sent, and the clock. A pure function. */
@FunctionalInterface
public interface AnswerReader {

    /** Returns the meaning of an answer. */
    Meaning read(Answer answer);
}
